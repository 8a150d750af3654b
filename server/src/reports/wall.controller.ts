import { Controller, Get, Header, Req } from '@nestjs/common';
import type { WallReport } from '@visavis/shared/api/wall';
import { Public, type VisavisRequest } from '../platform/http/decorators.ts';
import { DomainError } from '../platform/http/domain-error.ts';
import { DisplaysService } from './displays.service.ts';
import { WallService } from './wall.service.ts';

const BEARER = /^Bearer\s+(\S+)\s*$/i;

/** For screens, with a display's token as bearer: no session is needed, and none is looked at. */
@Controller('api/wall')
@Public()
export class WallController {
  constructor(
    private readonly displays: DisplaysService,
    private readonly wall: WallService,
  ) {}

  @Get()
  @Header('Cache-Control', 'no-store')
  async read(@Req() request: VisavisRequest): Promise<WallReport> {
    const token = BEARER.exec(request.headers.authorization ?? '')?.[1];
    const display = token === undefined ? null : await this.displays.recognise(token);
    if (display === null)
      throw new DomainError('unauthenticated', {}, 'The link of this screen is unknown or was revoked.');
    return this.wall.read(display);
  }
}
