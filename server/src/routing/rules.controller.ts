import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import type { Page } from '@visavis/shared/api/page';
import type { RoutingRuleItem, TrialAnswer } from '@visavis/shared/api/routing';
import { CurrentAgent, Requires } from '../platform/http/decorators.ts';
import { onePage } from '../platform/http/one-page.ts';
import { ParseIdPipe } from '../platform/http/parse-id.pipe.ts';
import type { SignedInAgent } from '../platform/realtime/session-authenticator.ts';
import { RuleReader } from './accept-rule.ts';
import { OrderRoutingRulesDto, SaveRoutingRuleDto, TrialDto } from './rules.dto.ts';
import { presentRule } from './rules.presenter.ts';
import { RulesService } from './rules.service.ts';
import { TrialRunService } from './trial-run.service.ts';

const NEWEST = 1_000;

@Controller('api/routing-rules')
export class RulesController {
  constructor(
    private readonly rules: RulesService,
    private readonly trial: TrialRunService,
  ) {}

  /** In the order in which new posts go through them. */
  @Get()
  @Requires('rule.manage')
  async list(): Promise<Page<RoutingRuleItem>> {
    return onePage((await this.rules.list()).map(presentRule));
  }

  /** At the end of the list, switched off unless it says otherwise. */
  @Post()
  @Requires('rule.manage')
  async create(
    @CurrentAgent() agent: SignedInAgent,
    @Body() request: SaveRoutingRuleDto,
  ): Promise<RoutingRuleItem> {
    const { name, isActive = false } = request;
    const parts = readParts(request);
    await this.rules.assertMayMove(agent, parts);
    return presentRule(await this.rules.create({ name, isActive, ...parts }, agent.agentId));
  }

  /** What the list would have made of the newest posts, beside what the present one would; nothing is changed. */
  @Post('trial')
  @HttpCode(200)
  @Requires('rule.manage')
  async tryOut(@CurrentAgent() agent: SignedInAgent, @Body() request: TrialDto): Promise<TrialAnswer> {
    const reader = new RuleReader();
    const rules = request.rules.map(({ id, name, isActive, conditions, actions }, index) => ({
      id,
      name,
      isActive,
      conditions: reader.conditions(conditions, `rules.${index}.conditions`),
      actions: reader.actions(actions, `rules.${index}.actions`),
    }));
    reader.refuseFaults();
    return this.trial.try(agent, rules, request.limit ?? NEWEST);
  }

  /** Every rule, in the new order; 409 `version-conflict` when there are others by now. */
  @Put('order')
  @Requires('rule.manage')
  async order(
    @CurrentAgent() agent: SignedInAgent,
    @Body() { ids }: OrderRoutingRulesDto,
  ): Promise<Page<RoutingRuleItem>> {
    const wanted = ids.map((id) => id.toLowerCase());
    return onePage((await this.rules.order(agent, wanted)).map(presentRule));
  }

  /** 409 `version-conflict` with the rule as it is when somebody saved meanwhile. */
  @Put(':id')
  @Requires('rule.manage')
  async save(
    @CurrentAgent() agent: SignedInAgent,
    @Param('id', ParseIdPipe) id: string,
    @Body() request: SaveRoutingRuleDto,
  ): Promise<RoutingRuleItem> {
    const { name, isActive, version } = request;
    const parts = readParts(request);
    await this.rules.assertMayMove(agent, parts);
    const content = {
      name,
      ...parts,
      ...(isActive === undefined ? {} : { isActive }),
      ...(version === undefined ? {} : { version }),
    };
    return presentRule(await this.rules.save(id, content, agent.agentId));
  }

  @Delete(':id')
  @HttpCode(204)
  @Requires('rule.manage')
  async remove(@Param('id', ParseIdPipe) id: string): Promise<void> {
    await this.rules.remove(id);
  }

  /** Brings a rule back that was deleted within the last day. */
  @Post(':id/restore')
  @HttpCode(200)
  @Requires('rule.manage')
  async restore(
    @CurrentAgent() agent: SignedInAgent,
    @Param('id', ParseIdPipe) id: string,
  ): Promise<RoutingRuleItem> {
    return presentRule(await this.rules.restore(agent, id));
  }
}

function readParts({ conditions, actions }: SaveRoutingRuleDto) {
  const reader = new RuleReader();
  const read = {
    conditions: reader.conditions(conditions, 'conditions'),
    actions: reader.actions(actions, 'actions'),
  };
  reader.refuseFaults();
  return read;
}
