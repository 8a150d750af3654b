import type { RuleAction, RuleCondition } from '@visavis/shared/routing/rule';
import { primaryLanguage } from '@visavis/shared/routing/match-rules';
import { isFindable } from '@visavis/shared/routing/word-index';
import { storableText } from '@visavis/shared/text/storable-text';
import { DomainError } from '../platform/http/domain-error.ts';
import { isId } from '../platform/http/parse-id.pipe.ts';

const MOST_PARTS = 20;
const MOST_VALUES = 50;
const LONGEST_VALUE = 100;
/** As elsewhere for tags. */
const LONGEST_TAG = 60;
const MOST_STARS = 5;

const KINDS = ['mention', 'comment', 'review', 'message'] as const;
const VISIBILITIES = ['public', 'private'] as const;
const CONTACTS = ['first', 'returning'] as const;
export const PRIORITIES = ['low', 'normal', 'high', 'urgent'] as const;
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;
const LEVELS = [1, 2, 3] as const;
const FROM = /^([01]\d|2[0-3]):[0-5]\d$/;
const TO = /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/;
const LANGUAGE = /^[a-z]{2,3}(-[a-z0-9]{1,8})*$/i;

interface FieldFault {
  field: string;
  message: string;
}

export type Fields = Readonly<Record<string, unknown>>;

/** Collects what is wrong with a rule from outside, each fault with the path of its field. */
export class RuleReader {
  private readonly faults: FieldFault[] = [];

  /** Known fields only, in their own form. What is not understood is a fault, and missing in the answer. */
  conditions(input: unknown, path: string): RuleCondition[] {
    return this.parts(input, path, (fields, at) => this.condition(fields, at));
  }

  actions(input: unknown, path: string): RuleAction[] {
    const actions = this.parts(input, path, (fields, at) => this.action(fields, at));
    const once = new Set<string>();
    for (const [index, action] of actions.entries()) {
      const key = action.do === 'skill' ? action.skillId : action.do === 'tag' ? `#${action.tag}` : action.do;
      if (once.has(key)) this.fault(`${path}.${index}`, 'says again what an earlier one says');
      once.add(key);
    }
    return actions;
  }

  /** @throws DomainError `invalid` that names every fault by its path */
  refuseFaults(): void {
    const [first] = this.faults;
    if (first === undefined) return;
    throw new DomainError('invalid', { fields: this.faults }, `${first.field} ${first.message}.`);
  }

  protected parts<T>(input: unknown, path: string, read: (fields: Fields, at: string) => T | null): T[] {
    if (!Array.isArray(input)) return this.fault(path, 'is not a list') ?? [];
    if (input.length > MOST_PARTS) return this.fault(path, `has more than ${MOST_PARTS} entries`) ?? [];
    return input.flatMap((part: unknown, index) => {
      const at = `${path}.${index}`;
      if (typeof part !== 'object' || part === null || Array.isArray(part))
        return this.fault(at, 'is not an object') ?? [];
      return read(part as Fields, at) ?? [];
    });
  }

  private condition(fields: Fields, at: string): RuleCondition | null {
    const turned = this.turned(fields, at);
    const plain = this.plainCondition(fields, at);
    return plain === null ? null : { ...turned, ...plain };
  }

  protected turned(fields: Fields, at: string): { not?: boolean } {
    if (fields.not !== undefined && typeof fields.not !== 'boolean')
      this.fault(`${at}.not`, 'is neither true nor false');
    return fields.not === true ? { not: true } : {};
  }

  protected plainCondition(fields: Fields, at: string): RuleCondition | null {
    const { field } = fields;
    switch (field) {
      case 'channel':
        return { field, anyOf: this.list(fields, at, (value) => (isId(value) ? value.toLowerCase() : null)) };
      case 'network':
        return { field, anyOf: this.list(fields, at, textUpTo(LONGEST_VALUE)) };
      case 'kind':
        return { field, anyOf: this.list(fields, at, oneOf(KINDS)) };
      case 'visibility':
        return { field, anyOf: this.list(fields, at, oneOf(VISIBILITIES)) };
      case 'language':
        return { field, anyOf: this.list(fields, at, languageOf) };
      case 'words':
        return { field, anyOf: this.list(fields, at, wordsOf) };
      case 'author':
        return { field, anyOf: this.list(fields, at, textUpTo(LONGEST_VALUE)) };
      case 'tags':
        return { field, anyOf: this.list(fields, at, textUpTo(LONGEST_TAG)) };
      case 'rating':
        return this.rating(fields, at);
      case 'contact': {
        const is = this.one(fields.is, `${at}.is`, CONTACTS);
        return is === null ? null : { field, is };
      }
      case 'time':
        return this.time(fields, at);
      default:
        return this.fault(`${at}.field`, 'is no condition that there is');
    }
  }

  private rating({ from, to }: Fields, at: string): RuleCondition | null {
    const isStars = (value: unknown): value is number =>
      Number.isInteger(value) && (value as number) >= 1 && (value as number) <= MOST_STARS;
    if (!isStars(from)) return this.fault(`${at}.from`, 'is not a whole number from 1 to 5');
    if (!isStars(to)) return this.fault(`${at}.to`, 'is not a whole number from 1 to 5');
    if (from > to) return this.fault(`${at}.to`, 'is below where it begins');
    return { field: 'rating', from, to };
  }

  private time(fields: Fields, at: string): RuleCondition | null {
    const weekdays = this.list({ anyOf: fields.weekdays }, at, oneOf(WEEKDAYS), 'weekdays').toSorted(
      (a, b) => a - b,
    );
    const { from, to } = fields;
    if (typeof from !== 'string' || !FROM.test(from))
      return this.fault(`${at}.from`, 'is not a time such as 22:00');
    if (typeof to !== 'string' || !TO.test(to))
      return this.fault(`${at}.to`, 'is not a time such as 06:00 or 24:00');
    return { field: 'time', weekdays, from, to };
  }

  private action(fields: Fields, at: string): RuleAction | null {
    switch (fields.do) {
      case 'team':
        return this.withId(fields.teamId, `${at}.teamId`, (teamId) => ({ do: 'team', teamId }));
      case 'slaPolicy':
        return this.withId(fields.policyId, `${at}.policyId`, (policyId) => ({ do: 'slaPolicy', policyId }));
      case 'assign':
        return this.withId(fields.agentId, `${at}.agentId`, (agentId) => ({ do: 'assign', agentId }));
      case 'skill': {
        const minLevel = this.one(fields.minLevel, `${at}.minLevel`, LEVELS);
        if (minLevel === null) return null;
        return this.withId(fields.skillId, `${at}.skillId`, (skillId) => ({
          do: 'skill',
          skillId,
          minLevel,
        }));
      }
      case 'priority': {
        const priority = this.one(fields.priority, `${at}.priority`, PRIORITIES);
        return priority === null ? null : { do: 'priority', priority };
      }
      case 'tag': {
        const tag = textUpTo(LONGEST_TAG)(fields.tag);
        return tag === null
          ? this.fault(`${at}.tag`, `is not a text of 1 to ${LONGEST_TAG} characters`)
          : { do: 'tag', tag };
      }
      case 'doNotRoute':
        return { do: 'doNotRoute' };
      default:
        return this.fault(`${at}.do`, 'is no action that there is');
    }
  }

  protected list<T>(fields: Fields, at: string, read: (value: unknown) => T | null, name = 'anyOf'): T[] {
    const { anyOf } = fields;
    const path = `${at}.${name}`;
    if (!Array.isArray(anyOf) || anyOf.length === 0)
      return this.fault(path, 'is not a list of at least one') ?? [];
    if (anyOf.length > MOST_VALUES) return this.fault(path, `has more than ${MOST_VALUES} entries`) ?? [];
    const values = anyOf.flatMap((value: unknown, index): T[] => {
      const known = read(value);
      return known === null
        ? (this.fault(`${path}.${index}`, 'is not what can be compared here') ?? [])
        : [known];
    });
    return [...new Set(values)];
  }

  private one<T>(value: unknown, path: string, known: readonly T[]): T | null {
    return known.find((each) => each === value) ?? this.fault(path, `is not one of ${known.join(', ')}`);
  }

  private withId(id: unknown, path: string, make: (id: string) => RuleAction): RuleAction | null {
    return isId(id) ? make(id.toLowerCase()) : this.fault(path, 'is not an id');
  }

  protected fault(field: string, message: string): null {
    this.faults.push({ field, message });
    return null;
  }
}

export function oneOf<T>(known: readonly T[]): (value: unknown) => T | null {
  return (value) => known.find((each) => each === value) ?? null;
}

function textUpTo(length: number): (value: unknown) => string | null {
  return (value) => {
    if (typeof value !== 'string') return null;
    const text = storableText(value).trim();
    return text === '' || text.length > length ? null : text;
  };
}

/** Words in which nothing can be found, such as `*`, would make a rule that silently never matches. */
function wordsOf(value: unknown): string | null {
  const text = textUpTo(LONGEST_VALUE)(value);
  return text !== null && isFindable(text) ? text : null;
}

function languageOf(value: unknown): string | null {
  return typeof value === 'string' && LANGUAGE.test(value) ? primaryLanguage(value) : null;
}
