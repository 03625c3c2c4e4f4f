import type { ReactNode } from 'react';

function Icon({ children }: { readonly children: ReactNode }) {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true">
      {children}
    </svg>
  );
}

/** A shield with a tick, 安心. */
export const ShieldIcon = () => (
  <Icon>
    <path d="M12 3l7.5 2.7v5.8c0 4.4-3 7.7-7.5 9.5-4.5-1.8-7.5-5.1-7.5-9.5V5.7z" />
    <path d="M8.6 12l2.5 2.5 4.5-4.8" />
  </Icon>
);

export const ChevronIcon = () => (
  <Icon>
    <path d="M7 10l5 5 5-5" />
  </Icon>
);

export const FileIcon = () => (
  <Icon>
    <path d="M6.5 3.500h8l4 4v13h-12z" />
    <path d="M14 3.500v4.500h4.5" />
  </Icon>
);

export const PictureIcon = () => (
  <Icon>
    <rect x="3.5" y="4.5" width="17" height="15" rx="3" />
    <circle cx="9" cy="10" r="1.7" />
    <path d="M4 17l5-4.5 3.5 3 3-2.5 5 4.5" />
  </Icon>
);

export const TalkIcon = () => (
  <Icon>
    <path d="M4 5.500h16v11h-9l-4.5 3.500v-3.500H4z" />
    <path d="M8 9.500h8M8 12.800h5" />
  </Icon>
);

export const QueueIcon = () => (
  <Icon>
    <circle cx="8" cy="8" r="2.8" />
    <path d="M3 18.500c.4-3 2.2-4.7 5-4.700s4.6 1.7 5 4.7" />
    <path d="M15.5 7h5M15.5 11h5M17.5 15h3" />
  </Icon>
);

export const NotesIcon = () => (
  <Icon>
    <path d="M5 4.500h14v15H5z" />
    <path d="M8.5 9h7M8.5 12.500h7M8.5 16h4" />
  </Icon>
);

export const DownIcon = () => (
  <Icon>
    <path d="M12 5v13.500M6 13l6 6 6-6" />
  </Icon>
);
