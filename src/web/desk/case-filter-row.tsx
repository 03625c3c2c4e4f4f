import type { CaseListFilter } from './case-list-filter.ts';
import { kindNames, ownerNames, statusNames } from './zh-cases.ts';

interface CaseFilterRowProps {
  readonly filter: CaseListFilter;
  readonly onChange: (filter: CaseListFilter) => void;
}

/** Which cases are listed. */
export function CaseFilterRow({ filter, onChange }: CaseFilterRowProps) {
  const change = (part: Partial<CaseListFilter>) => onChange({ ...filter, ...part });
  return (
    <div className="case-filter">
      <Choice
        label="进度"
        value={filter.status}
        names={{ open: '全部未办结', ...statusNames }}
        onChange={(status) => change({ status })}
      />
      <Choice
        label="种类"
        value={filter.kind}
        names={{ all: '全部种类', ...kindNames }}
        onChange={(kind) => change({ kind })}
      />
      <Choice
        label="跟进"
        value={filter.owner}
        names={ownerNames}
        onChange={(owner) => change({ owner })}
      />
      <label className="case-overdue">
        <input
          type="checkbox"
          checked={filter.isOverdue}
          onChange={({ target }) => change({ isOverdue: target.checked })}
        />
        只看超时
      </label>
    </div>
  );
}

interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly names: Readonly<Record<T, string>>;
  readonly onChange: (value: T) => void;
}

function Choice<T extends string>({ label, value, names, onChange }: ChoiceProps<T>) {
  // Keys of a record of ours.
  const values = Object.keys(names) as T[];
  return (
    <select
      aria-label={label}
      value={value}
      onChange={({ target }) => {
        const chosen = values.find((one) => one === target.value);
        if (chosen !== undefined) onChange(chosen);
      }}
    >
      {values.map((one) => (
        <option key={one} value={one}>
          {names[one]}
        </option>
      ))}
    </select>
  );
}
