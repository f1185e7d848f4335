/** Facts in one line; what is not known is left out. */
export const Beside = ({ facts }: { readonly facts: readonly (string | null | undefined)[] }) => (
  <>
    {facts
      .filter((fact) => fact !== null && fact !== undefined)
      .map((fact, index) => (
        <>
          {index > 0 && ' · '}
          <bdi>{fact}</bdi>
        </>
      ))}
  </>
);
