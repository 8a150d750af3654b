import { Body, Controller, Delete, Get, HttpCode, Post, Put } from '@nestjs/common';
import type { MailSettingsItem, MailTest } from '@visavis/shared/api/organisation';
import { Requires } from '../platform/http/decorators.ts';
import { SaveMailSettingsDto, TestMailDto } from './mail.dto.ts';
import { MailService } from './mail.service.ts';

/** The mail server of the house. Its password comes in and never goes out. */
@Controller('api/organisation/mail')
@Requires('organisation.manage')
export class MailController {
  constructor(private readonly mail: MailService) {}

  @Get()
  async show(): Promise<MailSettingsItem> {
    return this.mail.settings();
  }

  @Put()
  async save(@Body() settings: SaveMailSettingsDto): Promise<MailSettingsItem> {
    return this.mail.save(settings);
  }

  @Delete()
  @HttpCode(200)
  async remove(): Promise<MailSettingsItem> {
    return this.mail.remove();
  }

  @Post('test')
  @HttpCode(200)
  async test(@Body() { to }: TestMailDto): Promise<MailTest> {
    return this.mail.test(to);
  }
}
