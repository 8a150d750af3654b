import type { ConversationKind } from '../api/channels.ts';
import type { MessageVisibility, Priority } from '../api/conversations.ts';
import type { SkillLevel } from '../api/schedule.ts';

/** What is known of a post when the rules look at it. */
export interface RuleSubject {
  readonly channelId: string;
  readonly network: string;
  readonly kind: ConversationKind;
  readonly visibility: MessageVisibility;
  /** Primary subtag, or null where nobody knows. */
  readonly language: string | null;
  readonly text: string;
  readonly author: { readonly name: string; readonly handle: string | null };
  readonly rating: number | null;
  /** Those it has when it arrives, and the hashtags that its author wrote. */
  readonly tags: readonly string[];
  /** Whether this contact has never written to us before. */
  readonly isFirstContact: boolean;
  /** When it was posted, on the clock of the organisation's time zone; weekday 1 is Monday, minutes since midnight. */
  readonly localTime: { readonly weekday: number; readonly minutes: number };
}

/** `not` turns a condition round. Lists are read as "any of". */
export type RuleCondition = { readonly not?: boolean } & (
  | { readonly field: 'channel'; readonly anyOf: readonly string[] }
  | { readonly field: 'network'; readonly anyOf: readonly string[] }
  | { readonly field: 'kind'; readonly anyOf: readonly ConversationKind[] }
  | { readonly field: 'visibility'; readonly anyOf: readonly MessageVisibility[] }
  | { readonly field: 'language'; readonly anyOf: readonly string[] }
  /** Whole words or phrases, whatever their case and accents. A trailing `*` takes any ending. */
  | { readonly field: 'words'; readonly anyOf: readonly string[] }
  /** Handles or names, without a leading @. */
  | { readonly field: 'author'; readonly anyOf: readonly string[] }
  | { readonly field: 'rating'; readonly from: number; readonly to: number }
  | { readonly field: 'tags'; readonly anyOf: readonly string[] }
  | { readonly field: 'contact'; readonly is: 'first' | 'returning' }
  /** `HH:MM` to `HH:MM`, past midnight when the end is not after the start. */
  | {
      readonly field: 'time';
      readonly weekdays: readonly number[];
      readonly from: string;
      readonly to: string;
    }
);

export type RuleAction =
  | { readonly do: 'team'; readonly teamId: string }
  | { readonly do: 'skill'; readonly skillId: string; readonly minLevel: SkillLevel }
  | { readonly do: 'priority'; readonly priority: Priority }
  | { readonly do: 'tag'; readonly tag: string }
  | { readonly do: 'slaPolicy'; readonly policyId: string }
  | { readonly do: 'assign'; readonly agentId: string }
  /** Nobody is given it; people may still take it. */
  | { readonly do: 'doNotRoute' };

/** An entry of the ordered list. All conditions must hold; none at all matches everything. The first match wins. */
export interface Rule {
  readonly id: string;
  readonly name: string;
  readonly isActive: boolean;
  readonly conditions: readonly RuleCondition[];
  readonly actions: readonly RuleAction[];
}
