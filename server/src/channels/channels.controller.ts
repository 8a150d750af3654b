import { Body, Controller, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';
import type { ChannelItem, ChannelTest, CreatedChannel } from '@visavis/shared/api/channels';
import type { Page } from '@visavis/shared/api/page';
import { Requires } from '../platform/http/decorators.ts';
import { onePage } from '../platform/http/one-page.ts';
import { ParseIdPipe } from '../platform/http/parse-id.pipe.ts';
import { CreateChannelDto, UpdateChannelDto } from './channels.dto.ts';
import { presentChannel } from './channels.presenter.ts';
import { ChannelsService } from './channels.service.ts';
import { ConnectChannelService } from './connect-channel.service.ts';

@Controller('api/channels')
export class ChannelsController {
  constructor(
    private readonly channels: ChannelsService,
    private readonly connect: ConnectChannelService,
  ) {}

  @Get()
  @Requires('channel.read')
  async list(): Promise<Page<ChannelItem>> {
    return onePage((await this.channels.list()).map(presentChannel));
  }

  @Post()
  @Requires('channel.manage')
  async create(@Body() body: CreateChannelDto): Promise<CreatedChannel> {
    const { channel, hookUrl, secret } = await this.connect.create(body);
    return {
      ...presentChannel(channel),
      ...(hookUrl === undefined ? {} : { hookUrl }),
      ...(secret === undefined ? {} : { secret }),
    };
  }

  @Patch(':id')
  @Requires('channel.manage')
  async update(@Param('id', ParseIdPipe) id: string, @Body() body: UpdateChannelDto): Promise<ChannelItem> {
    return presentChannel(await this.connect.update(id, body));
  }

  @Post(':id/test')
  @HttpCode(200)
  @Requires('channel.manage')
  test(@Param('id', ParseIdPipe) id: string): Promise<ChannelTest> {
    return this.connect.test(id);
  }

  @Post(':id/pause')
  @HttpCode(200)
  @Requires('channel.manage')
  async pause(@Param('id', ParseIdPipe) id: string): Promise<ChannelItem> {
    await this.channels.pause(id);
    return presentChannel(await this.channels.row(id));
  }

  @Post(':id/resume')
  @HttpCode(200)
  @Requires('channel.manage')
  async resume(@Param('id', ParseIdPipe) id: string): Promise<ChannelItem> {
    await this.channels.resume(id);
    return presentChannel(await this.channels.row(id));
  }
}
