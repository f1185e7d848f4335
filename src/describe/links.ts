/** Addresses of pages that list what somebody wrote. */
export const AUTHOR_LINK = /\/(?:authors?|autor(?:en|in|es)?|auteurs?|redakteure?)\/(?=[^/?#])|[?&]author=/i;

/** Addresses of pages about a person who writes or posts; in a byline, that is. */
export const PROFILE_LINK =
  /\/(?:authors?|autor(?:en|in|es)?|auteurs?|people|persons?|profiles?|profil|users?|members?|mitglied(?:er)?|by|writers?|contributors?|staff|redakteure?|columnists?|journalists?|firma|u)\/(?=[^/?#])|[?&](?:author|user|uid|autor)=|mode=viewprofile|\/@\w/i;

/** Links that lead to comments, to a day, or nowhere. */
export const ASIDE_LINK = /#(?:comments?|respond|reply)|\/(?:19|20)\d\d\/\d\d\/|^(?:#|mailto:|javascript:)/i;
