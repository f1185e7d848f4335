/** A moment to the minute. */
export const Moment = ({ at }: { readonly at: Date | null }) =>
  at === null ? null : (
    <time datetime={at.toISOString()}>{at.toISOString().slice(0, 16).replace('T', ' ')}</time>
  );
