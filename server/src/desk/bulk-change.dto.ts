import type { BulkChange, BulkChangeRequest, UndoBulkRequest } from '@visavis/shared/api/hand-over';
import { storableText } from '@visavis/shared/text/storable-text';
import { applyDecorators } from '@nestjs/common';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsObject,
  IsIn,
  IsString,
  IsUUID,
  Length,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { IsInstant } from '../platform/http/is-instant.ts';
import { NoAnswerNeededDto } from './desk.dto.ts';

const MOST_AT_ONCE = 500;
const MOST_TAGS = 50;
const LONGEST_TAG = 60;

type Part = { [K in BulkChange['do']]: Omit<Extract<BulkChange, { do: K }>, 'do'> };
/** What belongs to another kind of change is neither asked for nor looked at. */
const For = (kind: BulkChange['do'], { orNull = false } = {}): PropertyDecorator =>
  ValidateIf((change: { do: unknown }, value: unknown) => change.do === kind && !(orNull && value === null));

const cleanTags = ({ value }: { value: unknown }): unknown =>
  Array.isArray(value)
    ? value.map((tag: unknown) => (typeof tag === 'string' ? storableText(tag).trim() : tag))
    : value;

function Tags(): PropertyDecorator {
  return applyDecorators(
    Transform(cleanTags),
    IsArray(),
    ArrayMaxSize(MOST_TAGS),
    IsString({ each: true }),
    Length(1, LONGEST_TAG, { each: true }),
  ) as PropertyDecorator;
}

class BulkChangeDto {
  @IsIn(['assign', 'tag', 'snooze', 'close'])
  do: BulkChange['do'];

  /** Null gives it back. */
  @For('assign', { orNull: true })
  @IsUUID('all')
  agentId: Part['assign']['agentId'];

  @For('tag')
  @Tags()
  add: Part['tag']['add'];

  @For('tag')
  @Tags()
  remove: Part['tag']['remove'];

  /** Null: until the customer writes. */
  @For('snooze', { orNull: true })
  @IsInstant()
  until: Part['snooze']['until'];

  @ValidateIf(({ do: kind }: { do: unknown }, value: unknown) => kind === 'close' && value !== undefined)
  @IsObject()
  @ValidateNested()
  @Type(() => NoAnswerNeededDto)
  noAnswerNeeded?: NoAnswerNeededDto;
}

export class BulkChangeRequestDto implements BulkChangeRequest {
  @IsArray()
  @ArrayMaxSize(MOST_AT_ONCE)
  @IsUUID('all', { each: true })
  ids: string[];

  @IsObject()
  @ValidateNested()
  @Type(() => BulkChangeDto)
  change: BulkChange;
}

/** The change alone, without what a caller said beside it that belongs to another kind and was not looked at. */
export function changeOf({ change }: BulkChangeRequest): BulkChange {
  switch (change.do) {
    case 'assign':
      return { do: change.do, agentId: change.agentId };
    case 'tag':
      return { do: change.do, add: change.add, remove: change.remove };
    case 'snooze':
      return { do: change.do, until: change.until };
    case 'close':
      return change.noAnswerNeeded === undefined
        ? { do: change.do }
        : { do: change.do, noAnswerNeeded: change.noAnswerNeeded };
  }
}

export class UndoBulkDto implements UndoBulkRequest {
  @IsUUID('all')
  undoToken: string;
}
