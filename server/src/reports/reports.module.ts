import { Module } from '@nestjs/common';
import { LiveReportRepository } from './live-report.repository.ts';
import { LiveReportService } from './live-report.service.ts';
import { ReportsController } from './reports.controller.ts';

/**
 * Figures for leads and administrators, by team and never by person. Reads any table, owns none, emits nothing; that they
 * are out of date is pushed by `inbox`.
 */
@Module({
  controllers: [ReportsController],
  providers: [LiveReportRepository, LiveReportService],
})
export class ReportsModule {}
