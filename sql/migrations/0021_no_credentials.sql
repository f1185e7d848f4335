-- Addresses that were stored with a name and password lose them. Pages stay what they are: keys never counted these.
update winnow.page set url = regexp_replace(url, '^([a-z][a-z0-9+.-]*:[/\\]{2,})[^/?#\\]*@', '\1', 'i')
where url ~* '^[a-z][a-z0-9+.-]*:[/\\]{2,}[^/?#\\]*@';
update winnow.article set url = regexp_replace(url, '^([a-z][a-z0-9+.-]*:[/\\]{2,})[^/?#\\]*@', '\1', 'i')
where url ~* '^[a-z][a-z0-9+.-]*:[/\\]{2,}[^/?#\\]*@';
