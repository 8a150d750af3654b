import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import type {
  CalendarItem,
  HolidayCountry,
  HolidayItem,
  PreviewCalendarAnswer,
} from '@visavis/shared/api/calendars';
import type { Page } from '@visavis/shared/api/page';
import { Requires } from '../platform/http/decorators.ts';
import { onePage } from '../platform/http/one-page.ts';
import { ParseIdPipe } from '../platform/http/parse-id.pipe.ts';
import { CreateCalendarDto, HolidaysQueryDto, PreviewCalendarDto, SaveCalendarDto } from './calendars.dto.ts';
import { presentCalendar } from './calendars.presenter.ts';
import { ManageCalendarsService } from './manage-calendars.service.ts';

@Controller('api')
export class CalendarsController {
  constructor(private readonly calendars: ManageCalendarsService) {}

  /** The organisation's first, then those teams and channels that differ from it. */
  @Get('calendars')
  @Requires('conversation.read')
  async list(): Promise<Page<CalendarItem>> {
    const all = await this.calendars.list();
    return onePage(all.map((calendar) => presentCalendar(calendar, all)));
  }

  /** A team or channel gets a calendar of its own, which inherits everything until it is saved otherwise. */
  @Post('calendars')
  @Requires('policy.manage')
  async create(@Body() { scope, ofId }: CreateCalendarDto): Promise<CalendarItem> {
    const { calendar, all } = await this.calendars.create(scope, ofId.toLowerCase());
    return presentCalendar(calendar, all);
  }

  /** When a target would be due under a calendar as it stands on somebody's screen. Nothing is stored. */
  @Post('calendars/preview')
  @HttpCode(200)
  @Requires('conversation.read')
  preview(@Body() request: PreviewCalendarDto): Promise<PreviewCalendarAnswer> {
    return this.calendars.preview(request);
  }

  /** Holds for clocks that start from now on; 409 `version-conflict` when somebody saved meanwhile. */
  @Put('calendars/:id')
  @Requires('policy.manage')
  async save(
    @Param('id', ParseIdPipe) id: string,
    @Body() { version, timeZone, weekly, country, region, exceptions }: SaveCalendarDto,
  ): Promise<CalendarItem> {
    const content = { timeZone, weekly, country, region, exceptions };
    const { calendar, all } = await this.calendars.save(id, content, version);
    return presentCalendar(calendar, all);
  }

  /** The team or channel inherits everything again. */
  @Delete('calendars/:id')
  @HttpCode(204)
  @Requires('policy.manage')
  async remove(@Param('id', ParseIdPipe) id: string): Promise<void> {
    await this.calendars.remove(id);
  }

  /** Public holidays on which a whole country, or a whole region of it, is closed by law. */
  @Get('holidays')
  @Requires('conversation.read')
  async holidays(@Query() { country, region, year }: HolidaysQueryDto): Promise<Page<HolidayItem>> {
    const place = region === undefined || region === '' ? null : region;
    return onePage([...(await this.calendars.holidays(country, place, year))]);
  }

  /** The countries whose holidays are known, with their regions. */
  @Get('holidays/countries')
  @Requires('conversation.read')
  async countries(): Promise<Page<HolidayCountry>> {
    return onePage(await this.calendars.countries());
  }
}
