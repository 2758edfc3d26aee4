import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Reasons, causes and service items become data of each hall; the codes that were built in keep their meaning. */
export class Catalogues1764850000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table directory.catalogue_entry (
        jurisdiction text not null,
        catalogue text not null,
        code text not null,
        label text not null,
        active boolean not null,
        position int not null,
        version int not null,
        primary key (jurisdiction, catalogue, code)
      );
      comment on table directory.catalogue_entry is
        'What acts choose from; an entry is switched off, never deleted, so that a code of an old case keeps its label';
      comment on column directory.catalogue_entry.jurisdiction is
        '*: what every hall begins with; a hall''s own entry of the same code stands in its place';

      insert into directory.catalogue_entry
      select '*', catalogue, code, label, true, 10 * row_number() over (partition by catalogue order by ordinal), 1
      from (values
        (1, 'decline-reasons', 'legal-matter', '涉法事项'),
        (2, 'decline-reasons', 'litigation', '涉诉事项'),
        (3, 'decline-reasons', 'petition', '涉访事项'),
        (4, 'decline-reasons', 'barred-by-law', '法律法规明确规定不得办理的事项'),
        (5, 'decline-reasons', 'arbitration', '已进入或者应当申请仲裁的事项'),
        (6, 'decline-reasons', 'reconsideration', '已进入或者应当申请行政复议的事项'),
        (7, 'decline-reasons', 'not-hall-matter', '不属于政务服务大厅办理的事项'),
        (1, 'causes', 'papers', '申请材料不齐或者不合规定'),
        (2, 'causes', 'conditions', '申请人不符合办理条件'),
        (3, 'causes', 'informing', '一次性告知不到位'),
        (4, 'causes', 'guide', '办事指南不清或者过时'),
        (5, 'causes', 'rules', '政策法规没有规定或者互相冲突'),
        (6, 'causes', 'process', '流程环节多、时间长'),
        (7, 'causes', 'coordination', '部门之间衔接不畅'),
        (8, 'causes', 'system', '信息系统故障或者数据不通'),
        (9, 'causes', 'skills', '工作人员业务不熟'),
        (10, 'causes', 'conduct', '工作态度、作风纪律'),
        (11, 'causes', 'history', '历史遗留问题'),
        (12, 'causes', 'other', '其他'),
        (1, 'return-reasons', 'not-ours', '不属于本单位职责'),
        (2, 'return-reasons', 'wrong-area', '不属于本行政区划管辖'),
        (3, 'return-reasons', 'beyond-authority', '超出本级权限'),
        (4, 'return-reasons', 'unclear', '反映的事项不清，无法办理'),
        (5, 'return-reasons', 'other', '其他')
      ) as built_in (ordinal, catalogue, code, label);

      grant select, insert, update on directory.catalogue_entry to bancheng_directory;
      grant usage on schema directory to bancheng_reporting;
      grant select on directory.catalogue_entry to bancheng_intake, bancheng_routing, bancheng_follow_up, bancheng_reporting;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      revoke usage on schema directory from bancheng_reporting;
      drop table directory.catalogue_entry;
    `);
  }
}
