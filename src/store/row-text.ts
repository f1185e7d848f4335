/** A value as text: nothing for null, ISO for dates, lists joined. */
export const cellText = (value: unknown): string => {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString();
  if (Buffer.isBuffer(value)) return `\\x${value.toString('hex')}`;
  if (Array.isArray(value)) return value.map(cellText).join(', ');
  if (typeof value === 'object') return JSON.stringify(value);
  return String(value);
};

const csvCell = (value: unknown): string => {
  const text = cellText(value);
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** One line of a CSV file as in RFC 4180, but for the line end, which is that of other commands. */
const csvLine = (values: readonly unknown[]): string => `${values.map(csvCell).join(',')}\n`;

/** Turns the rows of one result into text, part by part. */
export type RowText = (rows: readonly (readonly unknown[])[], columns: readonly string[]) => string;

/** CSV, with the names of the columns over the first part. */
export const csvText = (): RowText => {
  let isFirst = true;
  return (rows, columns) => {
    const head = isFirst ? csvLine(columns) : '';
    isFirst = false;
    return head + rows.map(csvLine).join('');
  };
};

/** One JSON object a row. */
export const jsonLinesText = (): RowText => (rows, columns) =>
  rows
    .map((row) => {
      const fields = columns.map((column, index) => [column, row[index]]);
      return `${JSON.stringify(Object.fromEntries(fields))}\n`;
    })
    .join('');
