import { Injectable, type OnModuleInit } from '@nestjs/common';
import { OrganisationService } from '../organisation/organisation.service.ts';
import { PlaygroundSetup } from '../playground/playground-setup.service.ts';
import { StartTasks } from '../platform/boot/start-tasks.ts';
import { Clock } from '../platform/clock.ts';
import { AppConfig } from '../platform/config/app-config.ts';
import { DemoAlertsService } from './demo-alerts.service.ts';
import { DemoCalendarsService } from './demo-calendars.service.ts';
import { DemoChannelsService } from './demo-channels.service.ts';
import { DemoHistoryService } from './demo-history.service.ts';
import { DemoPoliciesService } from './demo-policies.service.ts';
import { DemoRulesService } from './demo-rules.service.ts';
import { DemoScheduleService } from './demo-schedule.service.ts';
import { DemoStoriesService } from './demo-stories.service.ts';
import { DemoTeamService } from './demo-team.service.ts';
import { storiesOfThePast } from './stories-past.ts';
import { storiesOfToday } from './stories-today.ts';
import { storiesOfYesterday } from './stories-yesterday.ts';

const DAY_MS = 86_400_000;
/** Before the oldest story. */
const CHANNELS_SINCE_DAYS = 90;

/** Fills an empty demonstration: the care team of the invented telco Brückenfunk with a lived-in history. */
@Injectable()
export class DemoService implements OnModuleInit {
  constructor(
    private readonly config: AppConfig,
    private readonly tasks: StartTasks,
    private readonly clock: Clock,
    private readonly organisation: OrganisationService,
    private readonly playground: PlaygroundSetup,
    private readonly team: DemoTeamService,
    private readonly schedule: DemoScheduleService,
    private readonly channels: DemoChannelsService,
    private readonly calendars: DemoCalendarsService,
    private readonly policies: DemoPoliciesService,
    private readonly rules: DemoRulesService,
    private readonly alerts: DemoAlertsService,
    private readonly stories: DemoStoriesService,
    private readonly history: DemoHistoryService,
  ) {}

  onModuleInit(): void {
    this.tasks.add(() => this.begin());
  }

  /** Does nothing outside the demonstration, and never fills a database that holds an organisation. */
  async begin(): Promise<void> {
    if (!this.config.demo || !this.config.runsApi) return;
    const organisation = await this.organisation.find();
    if (organisation === null) await this.fill();
    else if (organisation.isDemo) await this.channels.follow();
  }

  private async fill(): Promise<void> {
    await this.playground.settle();
    const team = await this.team.gather();
    const now = this.clock.now();
    await this.schedule.plan(team, now);
    const channels = await this.channels.open(team, new Date(now.getTime() - CHANNELS_SINCE_DAYS * DAY_MS));
    await this.rules.write(team, channels);
    await this.alerts.arrange(team);
    // Promises hold for what comes after them.
    await this.calendars.settle(team, now);
    await this.policies.promise(team, channels);
    // Whoever reads the playground now would find half a story, and the rest of it could not be told.
    await this.channels.holdReading(channels, async () => {
      for (const story of [...storiesOfThePast, ...storiesOfYesterday, ...storiesOfToday])
        await this.stories.tell(story, team, channels, now);
    });
    await this.history.recall(team, channels, now);
  }
}
