import { Transform } from 'class-transformer';
import { IsInt, IsString, Max, MaxLength, Min } from 'class-validator';
import { MayBeLeftEmpty } from './may-be-left-empty.ts';

const MOST_ROWS = 100;
const LONGEST_CURSOR = 2_000;

/** Plain digits; what else JavaScript takes for a number, such as `1e2`, is a slip. */
export const digits = ({ value }: { value: unknown }): unknown =>
  typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value;

/** Where a list is to go on, as it stands in an address. */
export class CursorQueryDto {
  @MayBeLeftEmpty()
  @IsString()
  @MaxLength(LONGEST_CURSOR)
  cursor?: string;
}

/** Where a list is to go on, and with how much. */
export class PageQueryDto extends CursorQueryDto {
  @MayBeLeftEmpty()
  @Transform(digits)
  @IsInt()
  @Min(1)
  @Max(MOST_ROWS)
  limit?: number;
}
