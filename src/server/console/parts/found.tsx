/** An excerpt in which words that were searched for stand between « and ». */
export const Found = ({ text }: { readonly text: string }) => (
  <>
    {text.split(/«([^»]*)»/).map((piece, index) =>
      // Every second piece is one that was found.
      index % 2 === 1 ? <mark key={index}>{piece}</mark> : piece,
    )}
  </>
);
