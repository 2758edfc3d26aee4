import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How often a wrong query code came for a number from an address, so that all pods of a hall make the next one wait. */
export class WrongCodes1764860000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table casebook.wrong_code (
        key bytea primary key,
        wrong int not null,
        last_at timestamptz not null
      );
      create index wrong_code_last_at on casebook.wrong_code (last_at);
      comment on table casebook.wrong_code is
        'Wrong query codes of late; the key is a seal on number and address, which stand nowhere; a row lives a day';
      grant select, insert, update, delete on casebook.wrong_code to bancheng_intake, bancheng_follow_up;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table casebook.wrong_code');
  }
}
