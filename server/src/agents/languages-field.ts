import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, IsArray, Matches } from 'class-validator';

const TAG = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;

/**
 * BCP 47 tags of languages that a person answers in, for example `de`, `pt-BR`, `gsg` (German sign language). Kept are
 * their primary subtags, because networks seldom tell more of a post.
 */
export function LanguagesField(): PropertyDecorator {
  return applyDecorators(
    Transform(primarySubtags),
    IsArray(),
    ArrayMaxSize(20),
    Matches(TAG, { each: true }),
  ) as PropertyDecorator;
}

/** What does not look like a tag stays, for the check to refuse. */
function primarySubtags({ value }: { value: unknown }): unknown {
  if (!Array.isArray(value)) return value;
  const tags: unknown[] = value;
  return [...new Set(tags.map((tag) => (isTag(tag) ? (tag.split('-')[0] ?? tag) : tag)))];
}

const isTag = (tag: unknown): tag is string => typeof tag === 'string' && TAG.test(tag);
