/** Text as it was written, line by line. Never HTML. */
export function MessageText({ text }: { readonly text: string }) {
  return (
    <div className="text">
      {text.split('\n').map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines of one text never move
        <p key={index}>{line}</p>
      ))}
    </div>
  );
}
