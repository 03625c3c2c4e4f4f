import { type ReactNode, useState } from 'react';

const lists = [
  { name: 'talks', text: '会话' },
  { name: 'cases', text: '售后单' },
] as const;

type ListPaneProps = Readonly<Record<(typeof lists)[number]['name'], ReactNode>>;

/** The left column lists conversations or cases; what is not shown is not read either. */
export function ListPane(shown: ListPaneProps) {
  const [chosen, setChosen] = useState<keyof ListPaneProps>('talks');
  return (
    <>
      <div className="list-switch">
        {lists.map(({ name, text }) => (
          <button
            key={name}
            type="button"
            aria-pressed={name === chosen}
            onClick={() => setChosen(name)}
          >
            {text}
          </button>
        ))}
      </div>
      {shown[chosen]}
    </>
  );
}
