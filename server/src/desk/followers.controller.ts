import { Controller, Delete, HttpCode, Param, Put } from '@nestjs/common';
import { CurrentAgent, Requires } from '../platform/http/decorators.ts';
import { ParseIdPipe } from '../platform/http/parse-id.pipe.ts';
import type { SignedInAgent } from '../platform/realtime/session-authenticator.ts';
import { FollowersService } from './followers.service.ts';

/** Hearing of a conversation without having it. */
@Controller('api/conversations/:id/follow')
export class FollowersController {
  constructor(private readonly followers: FollowersService) {}

  @Put()
  @HttpCode(204)
  @Requires('profile.editOwn')
  follow(@CurrentAgent() agent: SignedInAgent, @Param('id', ParseIdPipe) id: string): Promise<void> {
    return this.followers.setFollowed(agent, id, true);
  }

  @Delete()
  @HttpCode(204)
  @Requires('profile.editOwn')
  unfollow(@CurrentAgent() agent: SignedInAgent, @Param('id', ParseIdPipe) id: string): Promise<void> {
    return this.followers.setFollowed(agent, id, false);
  }
}
