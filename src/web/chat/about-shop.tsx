import type { JSX } from 'preact';
import { ClauseIcon, ClockIcon, PersonIcon, PhoneIcon, ShieldIcon } from '../cards/icons.tsx';
import type { Shop } from '../shared/wire.ts';

/** What the shopper can rely on here; beside the chat on a wide screen, above the first message on a phone. */
export function AboutShop({ shop }: { readonly shop: Shop | null }): JSX.Element {
  return (
    <div class="about">
      <p class="about-name">
        <span class="mark">
          <ShieldIcon />
        </span>
        <strong>{shop?.botName ?? '智能客服'}为您服务</strong>
      </p>
      <ul class="promises">
        <li>
          <ClauseIcon />
          <span>
            <b>回答有依据</b>规则类回答都附条款原文，点开就能看
          </span>
        </li>
        <li>
          <PersonIcon />
          <span>
            <b>随时找人工</b>任何时候点「转人工」，直接进入排队
          </span>
        </li>
        {shop?.hours && (
          <li>
            <ClockIcon />
            <span>
              <b>服务时间</b>
              {shop.hours}
            </span>
          </li>
        )}
        {shop?.hotline && (
          <li>
            <PhoneIcon />
            <span>
              <b>客服热线</b>
              {shop.hotline}
            </span>
          </li>
        )}
      </ul>
      <a class="quiet-button to-rules" href="/rules/">
        先自己查规则
      </a>
      <p class="disclaimer">{shop?.disclaimer}</p>
    </div>
  );
}
