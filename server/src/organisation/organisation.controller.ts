import { Body, Controller, Get, Patch } from '@nestjs/common';
import type { OrganisationItem } from '@visavis/shared/api/organisation';
import { Requires } from '../platform/http/decorators.ts';
import { UpdateOrganisationDto } from './organisation.dto.ts';
import { presentOrganisation } from './organisation.presenter.ts';
import { OrganisationService } from './organisation.service.ts';

@Controller('api/organisation')
@Requires('organisation.manage')
export class OrganisationController {
  constructor(private readonly organisation: OrganisationService) {}

  @Get()
  async show(): Promise<OrganisationItem> {
    return presentOrganisation(await this.organisation.get());
  }

  @Patch()
  async update(@Body() changes: UpdateOrganisationDto): Promise<OrganisationItem> {
    return presentOrganisation(await this.organisation.update(changes));
  }
}
