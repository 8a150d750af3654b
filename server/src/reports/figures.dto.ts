import {
  reportComparisons,
  reportGroups,
  reportPeriods,
  reportRhythms,
  type ReportComparison,
  type ReportGroup,
  type ReportPeriod,
  type ReportQuery,
  type ReportRhythm,
  type SaveReportRequest,
} from '@visavis/shared/api/figures';
import { metricIds, type MetricId } from '@visavis/shared/reports/metrics';
import { Type } from 'class-transformer';
import { IsBooleanString, IsIn, IsObject, IsUUID, ValidateNested } from 'class-validator';
import { MayBeMissing } from '../platform/http/may-be-missing.ts';
import { MayBeNull } from '../platform/http/may-be-null.ts';
import { TextField } from '../platform/http/text-field.ts';
import { IsDay } from './is-day.ts';

export class ReportQueryDto implements ReportQuery {
  @MayBeMissing()
  @IsDay()
  from?: string;

  @MayBeMissing()
  @IsDay()
  to?: string;

  @MayBeMissing()
  @IsIn(reportPeriods)
  period?: ReportPeriod;

  @MayBeMissing()
  @IsIn(reportGroups)
  groupBy: ReportGroup = 'team';

  @MayBeMissing()
  @IsIn(reportComparisons)
  compare: ReportComparison = 'none';

  @MayBeMissing()
  @IsUUID('all')
  teamId?: string;
}

export class ReportExportDto extends ReportQueryDto {
  @MayBeMissing()
  @IsIn(['de', 'en'])
  locale?: 'de' | 'en';
}

export class ReportBehindDto extends ReportQueryDto {
  @IsIn(metricIds)
  metric: MetricId;

  @MayBeMissing()
  @TextField({ max: 200 })
  key?: string;

  @MayBeMissing()
  @IsBooleanString()
  missed?: string;
}

export class SaveReportDto implements SaveReportRequest {
  @TextField({ min: 1, max: 100 })
  name: string;

  @IsObject()
  @ValidateNested()
  @Type(() => ReportQueryDto)
  query: ReportQueryDto;

  @MayBeNull()
  @IsIn(reportRhythms)
  every: ReportRhythm | null;
}
