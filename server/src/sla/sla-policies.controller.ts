import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import type { Page } from '@visavis/shared/api/page';
import type { SlaPolicyItem } from '@visavis/shared/api/sla';
import { Requires } from '../platform/http/decorators.ts';
import { onePage } from '../platform/http/one-page.ts';
import { ParseIdPipe } from '../platform/http/parse-id.pipe.ts';
import { PolicyReader } from './accept-policy.ts';
import { ManagePoliciesService } from './manage-policies.service.ts';
import { OrderSlaPoliciesDto, SaveSlaPolicyDto } from './sla-policies.dto.ts';
import type { PolicyContent } from './sla-policies.types.ts';

@Controller('api/sla-policies')
export class SlaPoliciesController {
  constructor(private readonly policies: ManagePoliciesService) {}

  /** In the order in which a conversation goes through them; the last one takes whatever no other took. */
  @Get()
  @Requires('conversation.read')
  async list(): Promise<Page<SlaPolicyItem>> {
    return onePage(await this.policies.list());
  }

  /** Before the last one. Holds for clocks that start from now on. */
  @Post()
  @Requires('policy.manage')
  create(@Body() request: SaveSlaPolicyDto): Promise<SlaPolicyItem> {
    return this.policies.create(contentOf(request));
  }

  /** Every policy but the last one, in the new order; 409 `version-conflict` when there are others by now. */
  @Put('order')
  @Requires('policy.manage')
  async order(@Body() { ids }: OrderSlaPoliciesDto): Promise<Page<SlaPolicyItem>> {
    return onePage(await this.policies.order(ids.map((id) => id.toLowerCase())));
  }

  /** Holds for clocks that start from now on. 409 `version-conflict` with the policy as it is when somebody saved meanwhile. */
  @Put(':id')
  @Requires('policy.manage')
  save(@Param('id', ParseIdPipe) id: string, @Body() request: SaveSlaPolicyDto): Promise<SlaPolicyItem> {
    return this.policies.save(id, contentOf(request), request.version);
  }

  /** Clocks that run keep what they were promised. */
  @Delete(':id')
  @HttpCode(204)
  @Requires('policy.manage')
  async remove(@Param('id', ParseIdPipe) id: string): Promise<void> {
    await this.policies.remove(id);
  }
}

function contentOf({ name, isActive, targets, warn, pauses, ...request }: SaveSlaPolicyDto): PolicyContent {
  const reader = new PolicyReader();
  const conditions = reader.policyConditions(request.conditions, 'conditions');
  reader.refuseFaults();
  const { firstResponse, nextResponse, pickUp, resolution } = targets;
  const { share, minutes } = warn;
  const { waitingForCustomer, snoozedForCustomer } = pauses;
  return {
    name,
    isActive,
    conditions,
    targets: { firstResponse, nextResponse, pickUp, resolution },
    warn: { ...(share === undefined ? {} : { share }), ...(minutes === undefined ? {} : { minutes }) },
    pauses: { waitingForCustomer, snoozedForCustomer },
  };
}
