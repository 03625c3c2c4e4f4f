import type { ComponentChildren, JSX } from 'preact';
import type { OutcomeCard } from '../../api/cards.ts';

function Icon({ children }: { readonly children: ComponentChildren }): JSX.Element {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      {children}
    </svg>
  );
}

/** The shop's assistant: a shield with a tick, 安心. */
export const ShieldIcon = () => (
  <Icon>
    <path d="M12 3l7.5 2.7v5.8c0 4.4-3 7.7-7.5 9.5-4.5-1.8-7.5-5.1-7.5-9.5V5.7z" />
    <path d="M8.6 12l2.5 2.5 4.5-4.8" />
  </Icon>
);

export const PersonIcon = () => (
  <Icon>
    <circle cx="12" cy="8.2" r="3.7" />
    <path d="M4.8 20c.600-3.9 3.4-6 7.2-6s6.6 2.1 7.2 6" />
  </Icon>
);

export const ClauseIcon = () => (
  <Icon>
    <path d="M6.5 3.5h8l4 4v13h-12z" />
    <path d="M9.5 12h6M9.5 15.5h6M14 3.5v4.5h4.5" />
  </Icon>
);

export const ChevronIcon = () => (
  <Icon>
    <path d="M7 10l5 5 5-5" />
  </Icon>
);

export const TickIcon = () => (
  <Icon>
    <path d="M5 12.5l4.5 4.5L19 7.5" />
  </Icon>
);

export const ClockIcon = () => (
  <Icon>
    <circle cx="12" cy="12" r="8.5" />
    <path d="M12 7v5l3.2 2" />
  </Icon>
);

export const SendIcon = () => (
  <Icon>
    <path d="M12 19V5.5M6 11l6-6 6 6" />
  </Icon>
);

export const ImageIcon = () => (
  <Icon>
    <rect x="3.5" y="4.5" width="17" height="15" rx="3" />
    <circle cx="9" cy="10" r="1.7" />
    <path d="M4 17l5-4.5 3.5 3 3-2.5 5 4.5" />
  </Icon>
);

export const FileIcon = () => (
  <Icon>
    <path d="M6.5 3.5h8l4 4v13h-12z" />
    <path d="M14 3.5v4.5h4.5" />
  </Icon>
);

export const CloseIcon = () => (
  <Icon>
    <path d="M7 7l10 10M17 7L7 17" />
  </Icon>
);

export const WarningIcon = () => (
  <Icon>
    <path d="M12 4l9 16H3z" />
    <path d="M12 10v4.5M12 17v.300" />
  </Icon>
);

export const PhoneIcon = () => (
  <Icon>
    <path d="M6 3.5h3.5l1.5 4.5-2 1.5a12 12 0 0 0 5.5 5.5l1.5-2 4.5 1.5V18c0 1.5-1 2.5-2.5 2.5C10 20 4 14 3.5 6 3.5 4.5 4.5 3.5 6 3.5z" />
  </Icon>
);

export const CameraIcon = () => (
  <Icon>
    <path d="M4 8h3.5l1.5-2.5h6L16.5 8H20v11H4z" />
    <circle cx="12" cy="13.2" r="3.3" />
  </Icon>
);

export const CopyIcon = () => (
  <Icon>
    <rect x="8.5" y="8.5" width="11" height="11.5" rx="2" />
    <path d="M5 15.5v-9a2 2 0 0 1 2-2h8.5" />
  </Icon>
);

/** A sign of its own for each status, told apart without colour. */
export function OutcomeIcon({ status }: Pick<OutcomeCard, 'status'>): JSX.Element {
  switch (status) {
    case 'granted':
      return <TickIcon />;
    case 'partly':
      return (
        <Icon>
          <circle cx="12" cy="12" r="8" />
          <path d="M12 4a8 8 0 0 1 0 16z" fill="currentcolor" />
        </Icon>
      );
    case 'refused':
      return <CloseIcon />;
    case 'person':
      return <PersonIcon />;
    case 'missing':
      return (
        <Icon>
          <path d="M9 9.2a3 3 0 1 1 4.4 2.6c-.9.5-1.4 1-1.4 2.2M12 17.5v.3" />
        </Icon>
      );
  }
}
