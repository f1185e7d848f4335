/** Addresses of pages about a person who writes or posts; in a byline, that is. */
export const PROFILE_ADDRESS =
  /\/(?:authors?|autor(?:en|in|es|i)?|auteurs?|people|persons?|profiles?|profil|users?|members?|mitglied(?:er)?|by|writers?|contributors?|staff|editors?|reporters?|redakteure?|columnists?|colunistas?|journalists?|journalistes?|jornalistas?|periodistas?|giornalisti?|bios?|firmas?|u)\/(?=[^/?#])|[?&](?:author|user|uid|autor)=|mode=viewprofile|\/@\w/i;
