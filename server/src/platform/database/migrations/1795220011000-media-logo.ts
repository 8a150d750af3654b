import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Pictures gain a kind: the logo of the organisation. */
export class MediaLogo1795220011000 implements MigrationInterface {
  name = 'MediaLogo1795220011000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE media
        DROP CONSTRAINT ck_media_kind,
        ADD CONSTRAINT ck_media_kind CHECK (kind IN ('upload', 'remote', 'face', 'avatar', 'logo'))`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
