-- A reconciliation lists the ids of each label instead of asking message by message.

-- The label whose ids are being listed; null while all ids are.
alter table mail_sync add column list_label text;
-- The labels in whose lists the message was, in the reconciliation of its list_number.
alter table gmail_message add column listed_labels text[];
