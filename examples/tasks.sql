-- 演示:国家交换表里的两项,编出来的,没有哪一项是真的。examples/tasks.db 由它生成:sqlite3 examples/tasks.db < examples/tasks.sql
create table up_task_general_basic (row_guid text primary key, task_code text, task_name text, task_type text, task_state text, task_version integer, dept_name text, server_type text, project_type text, accept_condition text, anticipate_day integer, anticipate_type text, promise_day integer, promise_type text, is_fee text, limit_scene_num integer, transact_addr text, transact_time text, link_way text, supervise_way text, cd_time text);
create table up_task_general_material (row_guid text primary key, task_guid text, order_num integer, material_name text, material_type text, material_format text, is_need text, source_type text, page_num integer, accept_stand text, remark text);
insert into up_task_general_basic values
  ('g1', '110000000000000000X4000100001000', '演示证补办', '01', '1', 1, '演示局', '1', '1', '一、已领取演示证；二、演示证遗失或者损坏', 20, '1', 3, '1', '0', 1, '演示路1号一层', '工作日9:00-17:00', '010-00000000', '010-00000001', '2026-01-01 08:00:00'),
  ('g2', '110000000000000000X4000100002000', '演示备案', '10', '1', 2, '演示局', '2', '2', '符合以上条件', 20, '1', 10, '1', '0', 1, '无', '无', '010-00000000', '010-00000001', '2026-02-01 08:00:00');
insert into up_task_general_material values
  ('m1', 'g1', 1, '演示证补办申请表', '2', '1', '1', '10', 1, '填写完整,本人签字', null),
  ('m2', 'g1', 2, '身份证明', '1', '3', '1', '20', 1, '无', null),
  ('m3', 'g2', 1, '备案表', '2', '3', '1', '10', 2, null, null),
  ('m4', 'g2', 2, '其他材料', '3', '3', '2', '99', 1, null, '详见附件');
