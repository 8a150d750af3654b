import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import type { Page } from '@visavis/shared/api/page';
import type { AbsenceItem, CopyShiftsAnswer, ShiftItem } from '@visavis/shared/api/schedule';
import { CurrentAgent, Requires } from '../platform/http/decorators.ts';
import { onePage } from '../platform/http/one-page.ts';
import { ParseIdPipe } from '../platform/http/parse-id.pipe.ts';
import type { SignedInAgent } from '../platform/realtime/session-authenticator.ts';
import { AbsencesService } from './absences.service.ts';
import {
  CopyShiftsDto,
  SaveAbsenceDto,
  SaveShiftDto,
  ShiftsQueryDto,
  SpanQueryDto,
  UpdateAbsenceDto,
  UpdateShiftDto,
} from './schedule.dto.ts';
import { presentAbsence, presentShift } from './schedule.presenter.ts';
import { ShiftsService } from './shifts.service.ts';

@Controller('api')
export class ShiftsController {
  constructor(
    private readonly shifts: ShiftsService,
    private readonly absences: AbsencesService,
  ) {}

  @Get('shifts')
  @Requires('people.read')
  async list(@Query() query: ShiftsQueryDto): Promise<Page<ShiftItem>> {
    return onePage((await this.shifts.list(query)).map(presentShift));
  }

  @Post('shifts')
  @Requires('team.lead')
  async create(@CurrentAgent() me: SignedInAgent, @Body() body: SaveShiftDto): Promise<ShiftItem> {
    return presentShift(await this.shifts.create(me, body));
  }

  /** A span of a team's shifts again, days later; whatever does not fit is left out. */
  @Post('shifts/copy')
  @HttpCode(200)
  @Requires('team.lead')
  async copy(@CurrentAgent() me: SignedInAgent, @Body() body: CopyShiftsDto): Promise<CopyShiftsAnswer> {
    return this.shifts.copy(me, body);
  }

  @Patch('shifts/:id')
  @Requires('team.lead')
  async update(
    @CurrentAgent() me: SignedInAgent,
    @Param('id', ParseIdPipe) id: string,
    @Body() body: UpdateShiftDto,
  ): Promise<ShiftItem> {
    return presentShift(await this.shifts.update(me, id, body));
  }

  @Delete('shifts/:id')
  @Requires('team.lead')
  @HttpCode(204)
  async delete(@CurrentAgent() me: SignedInAgent, @Param('id', ParseIdPipe) id: string): Promise<void> {
    await this.shifts.delete(me, id);
  }

  @Get('absences')
  @Requires('people.read')
  async listAbsences(
    @CurrentAgent() me: SignedInAgent,
    @Query() query: SpanQueryDto,
  ): Promise<Page<AbsenceItem>> {
    return onePage((await this.absences.list(me, query)).map(presentAbsence));
  }

  @Post('absences')
  @Requires('profile.editOwn')
  async createAbsence(@CurrentAgent() me: SignedInAgent, @Body() body: SaveAbsenceDto): Promise<AbsenceItem> {
    return presentAbsence(await this.absences.create(me, body));
  }

  @Patch('absences/:id')
  @Requires('profile.editOwn')
  async updateAbsence(
    @CurrentAgent() me: SignedInAgent,
    @Param('id', ParseIdPipe) id: string,
    @Body() body: UpdateAbsenceDto,
  ): Promise<AbsenceItem> {
    return presentAbsence(await this.absences.update(me, id, body));
  }

  @Delete('absences/:id')
  @Requires('profile.editOwn')
  @HttpCode(204)
  async deleteAbsence(
    @CurrentAgent() me: SignedInAgent,
    @Param('id', ParseIdPipe) id: string,
  ): Promise<void> {
    await this.absences.delete(me, id);
  }
}
