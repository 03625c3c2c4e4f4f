import { NotesIcon, QueueIcon, TalkIcon } from './icons.tsx';

const panes = [
  { pane: 'lists', name: '列表', icon: <QueueIcon /> },
  { pane: 'talk', name: '会话', icon: <TalkIcon /> },
  { pane: 'context', name: '小结', icon: <NotesIcon /> },
] as const;

export type Pane = (typeof panes)[number]['pane'];

interface TabsProps {
  readonly pane: Pane;
  readonly waiting: number;
  readonly onChoose: (pane: Pane) => void;
}

/** On a phone: which of the three columns is shown. */
export function Tabs({ pane, waiting, onChoose }: TabsProps) {
  return (
    <nav className="tabs" aria-label="切换栏目">
      {panes.map((one) => (
        <button
          key={one.pane}
          type="button"
          aria-current={one.pane === pane}
          onClick={() => onChoose(one.pane)}
        >
          {one.icon}
          {one.name}
          {one.pane === 'lists' && waiting > 0 && <span className="count">{waiting}</span>}
        </button>
      ))}
    </nav>
  );
}
