import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Trusted extensions: the owner of the database may create them on PostgreSQL 13 and newer. */
export class Extensions1795219200000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('CREATE EXTENSION IF NOT EXISTS pg_trgm');
    await queryRunner.query('CREATE EXTENSION IF NOT EXISTS unaccent');
    await queryRunner.query('CREATE EXTENSION IF NOT EXISTS btree_gin');
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}
