CREATE TYPE direction AS ENUM ('input', 'output');
CREATE TYPE document_role AS ENUM ('retrieved', 'reranker_input', 'reranker_output', 'memory');
CREATE TYPE part_type AS ENUM ('text', 'reasoning', 'tool_call', 'tool_result', 'image', 'audio', 'video', 'file', 'refusal', 'other');
CREATE TYPE record_encoding AS ENUM ('whole', 'holes', 'bytes');
CREATE TYPE record_kind AS ENUM ('span', 'resource', 'scope', 'log', 'annotation');
CREATE TYPE retrieval_scores AS ENUM ('unknown', 'similarity', 'distance', 'relevance', 'mixed', 'none');
CREATE TYPE score_kind AS ENUM ('unknown', 'similarity', 'distance', 'relevance');
CREATE TYPE span_kind AS ENUM ('other', 'agent', 'workflow', 'chain', 'turn', 'llm', 'tool', 'retriever', 'reranker', 'embedding', 'memory', 'guardrail', 'evaluator', 'plan', 'prompt', 'handoff', 'message', 'http', 'db');
CREATE TYPE span_status AS ENUM ('unset', 'ok', 'error');
CREATE TYPE use_part AS ENUM ('input message', 'output message', 'reasoning', 'tool call', 'tool result', 'document', 'query', 'input', 'output', 'error', 'tool definitions', 'attribute');
CREATE TABLE agent_alias("identity" VARCHAR PRIMARY KEY, node VARCHAR, "name" VARCHAR, hidden BOOLEAN);
CREATE TABLE annotation(id VARCHAR, kind VARCHAR, origin VARCHAR, "source" INTEGER, record BIGINT, "target" VARCHAR, trace_id VARCHAR, span_id VARCHAR, "position" INTEGER, "name" VARCHAR, "label" VARCHAR, score DOUBLE, "text" VARCHAR, annotator_kind VARCHAR, annotator VARCHAR, metadata VARCHAR, created_at_ms BIGINT, changed_at_ms BIGINT, PRIMARY KEY(id));
CREATE TABLE change(seq BIGINT PRIMARY KEY, at_ms BIGINT, command VARCHAR, arguments VARCHAR, inverse VARCHAR);
CREATE TABLE contact(trace INTEGER, preorder INTEGER, relation INTEGER, failed BOOLEAN, answered BOOLEAN, duration_ns DOUBLE, tokens DOUBLE, cost_usd DOUBLE);
CREATE TABLE continuation(trace INTEGER, previous VARCHAR, "first" VARCHAR);
CREATE TABLE conversation_edit(trace_id VARCHAR PRIMARY KEY, joins VARCHAR);
CREATE TABLE "copy"("source" INTEGER, trace_id VARCHAR, span_id VARCHAR, record BIGINT, record_hash BIGINT, verdict VARCHAR);
CREATE TABLE "document"(trace INTEGER, preorder INTEGER, record BIGINT, "role" document_role, rank INTEGER, document_id VARCHAR, score DOUBLE, score_kind score_kind, "text" BIGINT, metadata BIGINT);
CREATE TABLE document_use(trace INTEGER, preorder INTEGER, "role" document_role, rank INTEGER, "text" BIGINT, final_rank INTEGER, kept BOOLEAN, kept_share DOUBLE, cited BOOLEAN, supported DOUBLE, used_share DOUBLE, duplicate_of INTEGER);
CREATE TABLE embedding(trace INTEGER, preorder INTEGER, record BIGINT, "position" INTEGER, model VARCHAR, dimensions INTEGER, "text" BIGINT, vector FLOAT[]);
CREATE TABLE evaluation(trace INTEGER, preorder INTEGER, record BIGINT, "position" INTEGER, "name" VARCHAR, "label" VARCHAR, score DOUBLE, "text" BIGINT, annotator VARCHAR);
CREATE TABLE "event"(trace INTEGER, preorder INTEGER, record BIGINT, "position" INTEGER, at_ns BIGINT, "name" VARCHAR);
CREATE TABLE exchange(trace INTEGER, asked BIGINT, answered BIGINT, at_ns BIGINT);
CREATE TABLE link(trace INTEGER, preorder INTEGER, record BIGINT, "position" INTEGER, linked_trace_id VARCHAR, linked_span_id VARCHAR);
CREATE TABLE meaning(id INTEGER, sources VARCHAR);
CREATE TABLE message(trace INTEGER, preorder INTEGER, record BIGINT, direction direction, "position" INTEGER, part INTEGER, "role" VARCHAR, "name" VARCHAR, "type" part_type, tool VARCHAR, call_id VARCHAR, finish_reason VARCHAR, "text" BIGINT);
CREATE TABLE meta("key" VARCHAR PRIMARY KEY, "value" VARCHAR);
CREATE TABLE model_price(pattern VARCHAR PRIMARY KEY, input_usd DOUBLE, output_usd DOUBLE, cached_usd DOUBLE);
CREATE TABLE party(id INTEGER PRIMARY KEY, "type" VARCHAR, "name" VARCHAR, raw VARCHAR, service VARCHAR, "rule" VARCHAR, evidence VARCHAR, inferred BOOLEAN);
CREATE TABLE record(id BIGINT, "source" INTEGER, kind record_kind, "encoding" record_encoding, resource BIGINT, "scope" BIGINT, line BIGINT, hash BIGINT, body VARCHAR);
CREATE TABLE redaction_setting("options" VARCHAR);
CREATE TABLE reject("source" INTEGER, line BIGINT, byte_offset BIGINT, code VARCHAR, reason VARCHAR, excerpt VARCHAR);
CREATE TABLE relation(id INTEGER PRIMARY KEY, "source" INTEGER, "target" INTEGER, "type" VARCHAR, "rule" VARCHAR, evidence VARCHAR, inferred BOOLEAN);
CREATE TABLE retrieval(trace INTEGER, preorder INTEGER, part_of INTEGER, documents INTEGER, scored INTEGER, score_kind retrieval_scores, best DOUBLE, median DOUBLE, spread DOUBLE, rerankings INTEGER, kept INTEGER, cited INTEGER, sentences INTEGER, supported DOUBLE);
CREATE TABLE saved_search(query VARCHAR PRIMARY KEY, saved_at_ms BIGINT);
CREATE TABLE selection(id VARCHAR, trace_id VARCHAR, span_id VARCHAR);
CREATE TABLE "source"(id INTEGER PRIMARY KEY, "name" VARCHAR, path VARCHAR, format VARCHAR, containers VARCHAR[], bytes BIGINT, sha256 VARCHAR, imported_at_ms BIGINT, status VARCHAR, "read" BIGINT, "stored" BIGINT, merged BIGINT, duplicates BIGINT, rejected BIGINT, logs BIGINT, metrics BIGINT, traces BIGINT, first_ns BIGINT, last_ns BIGINT, conventions VARCHAR, unowned VARCHAR, "seconds" DOUBLE, annotations BIGINT DEFAULT(0));
CREATE TABLE span(trace INTEGER, preorder INTEGER, subtree_end INTEGER, depth INTEGER, parent INTEGER, duration_ns BIGINT, self_ns BIGINT, flags UTINYINT, counted BOOLEAN, total_tokens DOUBLE, owner_agent VARCHAR, owner_conversation VARCHAR, owner_user VARCHAR, record BIGINT, "source" INTEGER, record_hash BIGINT, trace_id VARCHAR, span_id VARCHAR, parent_span_id VARCHAR, "name" VARCHAR, kind span_kind, status span_status, otel_kind UTINYINT, start_ns BIGINT, end_ns BIGINT, agent VARCHAR, tool VARCHAR, tool_call_id VARCHAR, model VARCHAR, provider VARCHAR, conversation VARCHAR, user_id VARCHAR, service VARCHAR, "scope" VARCHAR, operation VARCHAR, input_tokens DOUBLE, output_tokens DOUBLE, cache_read_tokens DOUBLE, cache_write_tokens DOUBLE, reasoning_tokens DOUBLE, cost_usd DOUBLE, time_to_first_token_ns DOUBLE, finish_reason VARCHAR, response_id VARCHAR, error_type VARCHAR, error_text BIGINT, input_text BIGINT, output_text BIGINT, query_text BIGINT, tools_text BIGINT, knowledge_base VARCHAR, top_k INTEGER, handoff_from VARCHAR, handoff_to VARCHAR, graph_node VARCHAR, graph_parent VARCHAR, detail VARCHAR, opening VARCHAR, error_excerpt VARCHAR, meaning INTEGER, messages INTEGER, documents INTEGER, attributes INTEGER, cost_from UTINYINT);
CREATE TABLE span_log("source" INTEGER, record BIGINT, trace_id VARCHAR, span_id VARCHAR, record_hash BIGINT);
CREATE TABLE talk_part(trace INTEGER, turns INTEGER, asked BIGINT, answered BIGINT, says BIGINT);
CREATE TABLE "text"(id BIGINT, hash UUID, length INTEGER, body VARCHAR, folded VARCHAR, opened BOOLEAN);
CREATE TABLE text_alias(id BIGINT, "text" BIGINT);
CREATE TABLE trace(trace INTEGER, trace_id VARCHAR, title VARCHAR, root_name VARCHAR, start_ns BIGINT, end_ns BIGINT, duration_ns BIGINT, spans INTEGER, errors INTEGER, orphans INTEGER, failed BOOLEAN, input_tokens DOUBLE, output_tokens DOUBLE, total_tokens DOUBLE, cost_usd DOUBLE, unpriced INTEGER, conversation VARCHAR, user_id VARCHAR, agents VARCHAR[], models VARCHAR[], services VARCHAR[], sources INTEGER[], derive_version INTEGER, unpriced_tokens DOUBLE, cost_from UTINYINT);
CREATE TABLE "use"(trace INTEGER, preorder INTEGER, record BIGINT, "text" BIGINT, part use_part, "position" INTEGER, "role" VARCHAR, is_new BOOLEAN);
CREATE TABLE vector_map(layout VARCHAR, whole VARCHAR, made_at_ms BIGINT, body BLOB, words VARCHAR);
INSERT INTO "agent_alias" VALUES
('agent:planner',NULL,'The planner',false);
INSERT INTO "annotation" VALUES
('10.0','evaluation','trail-annotations',2,10,'span','5ad1e6f0a1b2c3d4e5f60718293a4b5c','00a1000000000003',NULL,'error','Late order',NULL,'the carrier was asked once',NULL,NULL,'{"impact":"LOW"}',NULL,NULL),
('11111111-1111-4111-8111-111111111111','note','user',NULL,NULL,'span','5ad1e6f0a1b2c3d4e5f60718293a4b5c','00a1000000000003',NULL,NULL,NULL,NULL,'The carrier''s *503* is why it is late.
Ask them.',NULL,NULL,NULL,1795297935111,1795297935111),
('22222222-2222-4222-8222-222222222222','note','user',NULL,NULL,'span','5ad1e6f0a1b2c3d4e5f60718293a4b5d','00b2000000000003',NULL,NULL,NULL,NULL,'the answer doesn''t name the fee',NULL,NULL,NULL,1795297935115,1795297935120),
('judgement:5ad1e6f0a1b2c3d4e5f60718293a4b5d/00b2000000000002/0/relevance','judgement','user',NULL,NULL,'document','5ad1e6f0a1b2c3d4e5f60718293a4b5d','00b2000000000002',0,'relevance','relevant',1.0,NULL,'HUMAN',NULL,NULL,1795297935147,1795297935147);
INSERT INTO "change" VALUES
(1,1795297935111,'note.add','{"command":"note.add","id":"11111111-1111-4111-8111-111111111111","traceId":"5ad1e6f0a1b2c3d4e5f60718293a4b5c","spanId":"00a1000000000003","text":"The carrier''s *503* is why it is late.\nAsk them."}','{"command":"note.remove","id":"11111111-1111-4111-8111-111111111111"}'),
(2,1795297935115,'note.add','{"command":"note.add","id":"22222222-2222-4222-8222-222222222222","traceId":"5ad1e6f0a1b2c3d4e5f60718293a4b5d","spanId":"00b2000000000003","text":"first words"}','{"command":"note.remove","id":"22222222-2222-4222-8222-222222222222"}'),
(3,1795297935120,'note.edit','{"command":"note.edit","id":"22222222-2222-4222-8222-222222222222","text":"the answer doesn''t name the fee"}','{"command":"note.edit","id":"22222222-2222-4222-8222-222222222222","text":"first words"}'),
(4,1795297935124,'search.save','{"command":"search.save","query":"kind:tool status:error"}','{"command":"search.unsave","query":"kind:tool status:error"}'),
(5,1795297935127,'price.set','{"command":"price.set","price":{"pattern":"own-model-*","inputUsd":2,"outputUsd":8,"cachedUsd":null}}','{"command":"price.remove","pattern":"own-model-*"}'),
(6,1795297935132,'network.rename','{"command":"network.rename","node":"agent:planner","name":"The planner"}','{"command":"network.rename","node":"agent:planner","name":null}'),
(7,1795297935142,'conversation.split','{"command":"conversation.split","traceId":"5ad1e6f0a1b2c3d4e5f60718293a4b5d"}','{"command":"conversation.reset","traceId":"5ad1e6f0a1b2c3d4e5f60718293a4b5d"}'),
(8,1795297935147,'judgement.set','{"command":"judgement.set","traceId":"5ad1e6f0a1b2c3d4e5f60718293a4b5d","spanId":"00b2000000000002","position":0,"name":"relevance","score":1}','{"command":"judgement.set","traceId":"5ad1e6f0a1b2c3d4e5f60718293a4b5d","spanId":"00b2000000000002","position":0,"name":"relevance","score":null}'),
(9,1795297935154,'selection.save','{"command":"selection.save","id":"late1","traces":[{"traceId":"5ad1e6f0a1b2c3d4e5f60718293a4b5c","spanIds":["00a1000000000003"]}]}','{"command":"selection.remove","id":"late1"}');
INSERT INTO "contact" VALUES
(1,1,1,false,true,1380000000.0,241.0,5.01e-05),
(1,2,2,true,false,650000000.0,NULL,NULL),
(1,3,1,false,true,1900000000.0,324.0,6.84e-05),
(1,0,3,false,true,4200000000.0,565.0,0.0001185),
(2,1,4,false,false,400000000.0,NULL,NULL),
(2,2,5,false,true,3200000000.0,572.0,NULL),
(2,0,3,false,true,4000000000.0,572.0,NULL);
INSERT INTO "conversation_edit" VALUES
('5ad1e6f0a1b2c3d4e5f60718293a4b5d',NULL);
INSERT INTO "document" VALUES
(2,1,8,'retrieved',0,'policy-3',0.83,'unknown',10,NULL),
(2,1,8,'retrieved',1,'policy-9',0.41,'unknown',11,NULL);
INSERT INTO "document_use" VALUES
(2,1,'retrieved',0,10,0,true,1.0,NULL,NULL,0.12121212121212122,NULL),
(2,1,'retrieved',1,11,1,false,0.0,false,0.0,0.0,NULL);
INSERT INTO "event" VALUES
(1,2,5,0,1763700001700000000,'exception');
INSERT INTO "meaning" VALUES
(1,'agent	openinference	agent.name
input	openinference	input.value
output	openinference	output.value
conversation	openinference	session.id
user	openinference	user.id
kind	openinference	openinference.span.kind
'),
(2,'model	openinference	llm.model_name
inputTokens	openinference	llm.token_count.prompt
outputTokens	openinference	llm.token_count.completion
conversation	openinference	session.id
user	openinference	user.id
kind	openinference	openinference.span.kind
inputMessages	openinference	llm.input_messages.*
outputMessages	openinference	llm.output_messages.*
totalTokens	openinference	llm.token_count.prompt
provider	openinference	llm.model_name
input	openinference	llm.input_messages.*
output	openinference	llm.output_messages.*
costUsd	price-table	openai/gpt-4o-mini: input $0.15, cached $0.075, output $0.6 a million tokens
'),
(3,'tool	openinference	tool.name
input	openinference	input.value
output	openinference	output.value
kind	openinference	openinference.span.kind
errorType	otel	event exception: exception.type
errorMessage	otel	status.message
toolArguments	openinference	input.value
toolResult	openinference	output.value
'),
(4,'input	openinference	input.value
kind	openinference	openinference.span.kind
documents	openinference	retrieval.documents.*
retrievalQuery	openinference	input.value
'),
(5,'model	openinference	llm.model_name
inputTokens	openinference	llm.token_count.prompt
outputTokens	openinference	llm.token_count.completion
conversation	openinference	session.id
user	openinference	user.id
kind	openinference	openinference.span.kind
inputMessages	openinference	llm.input_messages.*
outputMessages	openinference	llm.output_messages.*
totalTokens	openinference	llm.token_count.prompt
input	openinference	llm.input_messages.*
output	openinference	llm.output_messages.*
');
INSERT INTO "message" VALUES
(1,1,4,'input',0,0,'system',NULL,'text',NULL,NULL,NULL,3),
(1,1,4,'input',1,0,'user',NULL,'text',NULL,NULL,NULL,1),
(1,1,4,'output',0,0,'assistant',NULL,'text',NULL,NULL,NULL,4),
(1,3,6,'input',0,0,'system',NULL,'text',NULL,NULL,NULL,3),
(1,3,6,'input',1,0,'user',NULL,'text',NULL,NULL,NULL,1),
(1,3,6,'input',2,0,'assistant',NULL,'text',NULL,NULL,NULL,4),
(1,3,6,'input',3,0,'tool',NULL,'tool_result',NULL,NULL,NULL,6),
(1,3,6,'output',0,0,'assistant',NULL,'text',NULL,NULL,NULL,2),
(2,2,9,'input',0,0,'system',NULL,'text',NULL,NULL,NULL,13),
(2,2,9,'input',1,0,'user',NULL,'text',NULL,NULL,NULL,1),
(2,2,9,'input',2,0,'assistant',NULL,'text',NULL,NULL,NULL,2),
(2,2,9,'input',3,0,'user',NULL,'text',NULL,NULL,NULL,8),
(2,2,9,'output',0,0,'assistant',NULL,'text',NULL,NULL,NULL,9);
INSERT INTO "meta" VALUES
('schema_version','13'),
('workspace_id','0a6081c6-0e25-4bff-ad1a-938cb691a925'),
('revision','1'),
('derive_version','6-1d8385255fdc5851');
INSERT INTO "model_price" VALUES
('own-model-*',2.0,8.0,NULL);
INSERT INTO "party" VALUES
(1,'agent','planner','planner','shop-agents','named agent','agent.name = planner',false),
(2,'model','gpt-4o-mini','gpt-4o-mini',NULL,'named model','llm.model_name = gpt-4o-mini',false),
(3,'tool','order_status','order_status','shop-agents','named tool','tool.name = order_status',false),
(4,'user','User','User',NULL,'start of a run','the first agent or call of a run is asked from outside',true),
(5,'knowledge_base','policies','policies',NULL,'name of a knowledge base''s span','span policies',false),
(6,'model','own-model-2','own-model-2',NULL,'named model','llm.model_name = own-model-2',false);
INSERT INTO "record" VALUES
(1,1,'resource','whole',NULL,NULL,1,961875643285200434,'{"attributes":[{"key":"service.name","value":{"stringValue":"shop-agents"}}]}'),
(2,1,'scope','whole',NULL,NULL,1,3323818702949664421,'{"name":"openinference.instrumentation.shop"}'),
(3,1,'span','whole',1,2,1,4173868403231089017,'{"traceId":"5ad1e6f0a1b2c3d4e5f60718293a4b5c","spanId":"00a1000000000001","name":"support","kind":1,"startTimeUnixNano":"1763700000000000000","endTimeUnixNano":"1763700004200000000","attributes":[{"key":"openinference.span.kind","value":{"stringValue":"AGENT"}},{"key":"agent.name","value":{"stringValue":"planner"}},{"key":"input.value","value":{"stringValue":"Where is my order A-17?\nIt was to be here \"yesterday\"."}},{"key":"output.value","value":{"stringValue":"It is on its way: the carrier names Monday."}},{"key":"session.id","value":{"stringValue":"talk-17"}},{"key":"user.id","value":{"stringValue":"user-4"}}]}'),
(4,1,'span','whole',1,2,1,3059221912262258792,'{"traceId":"5ad1e6f0a1b2c3d4e5f60718293a4b5c","spanId":"00a1000000000002","parentSpanId":"00a1000000000001","name":"plan","kind":1,"startTimeUnixNano":"1763700000020000000","endTimeUnixNano":"1763700001400000000","attributes":[{"key":"openinference.span.kind","value":{"stringValue":"LLM"}},{"key":"llm.model_name","value":{"stringValue":"gpt-4o-mini"}},{"key":"llm.token_count.prompt","value":{"intValue":"210"}},{"key":"llm.token_count.completion","value":{"intValue":"31"}},{"key":"llm.input_messages.0.message.role","value":{"stringValue":"system"}},{"key":"llm.input_messages.0.message.content","value":{"stringValue":"You are a planner."}},{"key":"llm.input_messages.1.message.role","value":{"stringValue":"user"}},{"key":"llm.input_messages.1.message.content","value":{"stringValue":"Where is my order A-17?\nIt was to be here \"yesterday\"."}},{"key":"llm.output_messages.0.message.role","value":{"stringValue":"assistant"}},{"key":"llm.output_messages.0.message.content","value":{"stringValue":"I look it up."}},{"key":"session.id","value":{"stringValue":"talk-17"}},{"key":"user.id","value":{"stringValue":"user-4"}}]}'),
(5,1,'span','whole',1,2,1,6171098662877976375,'{"traceId":"5ad1e6f0a1b2c3d4e5f60718293a4b5c","spanId":"00a1000000000003","parentSpanId":"00a1000000000001","name":"order_status","kind":1,"startTimeUnixNano":"1763700001450000000","endTimeUnixNano":"1763700002100000000","attributes":[{"key":"openinference.span.kind","value":{"stringValue":"TOOL"}},{"key":"tool.name","value":{"stringValue":"order_status"}},{"key":"input.value","value":{"stringValue":"{\"order\":\"A-17\",\"note\":\"it''s late\"}"}},{"key":"output.value","value":{"stringValue":"{\"status\":\"sent\",\"due\":\"Monday\"}"}}],"status":{"code":2,"message":"retried once: 503 from the carrier"},"events":[{"timeUnixNano":"1763700001700000000","name":"exception","attributes":[{"key":"exception.type","value":{"stringValue":"HTTPError"}},{"key":"exception.message","value":{"stringValue":"503"}}]}]}'),
(6,1,'span','whole',1,2,1,3009213449233891098,'{"traceId":"5ad1e6f0a1b2c3d4e5f60718293a4b5c","spanId":"00a1000000000004","parentSpanId":"00a1000000000001","name":"write","kind":1,"startTimeUnixNano":"1763700002200000000","endTimeUnixNano":"1763700004100000000","attributes":[{"key":"openinference.span.kind","value":{"stringValue":"LLM"}},{"key":"llm.model_name","value":{"stringValue":"gpt-4o-mini"}},{"key":"llm.token_count.prompt","value":{"intValue":"280"}},{"key":"llm.token_count.completion","value":{"intValue":"44"}},{"key":"llm.input_messages.0.message.role","value":{"stringValue":"system"}},{"key":"llm.input_messages.0.message.content","value":{"stringValue":"You are a planner."}},{"key":"llm.input_messages.1.message.role","value":{"stringValue":"user"}},{"key":"llm.input_messages.1.message.content","value":{"stringValue":"Where is my order A-17?\nIt was to be here \"yesterday\"."}},{"key":"llm.input_messages.2.message.role","value":{"stringValue":"assistant"}},{"key":"llm.input_messages.2.message.content","value":{"stringValue":"I look it up."}},{"key":"llm.input_messages.3.message.role","value":{"stringValue":"tool"}},{"key":"llm.input_messages.3.message.content","value":{"stringValue":"{\"status\":\"sent\",\"due\":\"Monday\"}"}},{"key":"llm.output_messages.0.message.role","value":{"stringValue":"assistant"}},{"key":"llm.output_messages.0.message.content","value":{"stringValue":"It is on its way: the carrier names Monday."}},{"key":"session.id","value":{"stringValue":"talk-17"}},{"key":"user.id","value":{"stringValue":"user-4"}}]}'),
(7,1,'span','whole',1,2,2,2420591927583503904,'{"traceId":"5ad1e6f0a1b2c3d4e5f60718293a4b5d","spanId":"00b2000000000001","name":"support","kind":1,"startTimeUnixNano":"1763700060000000000","endTimeUnixNano":"1763700064000000000","attributes":[{"key":"openinference.span.kind","value":{"stringValue":"AGENT"}},{"key":"agent.name","value":{"stringValue":"planner"}},{"key":"input.value","value":{"stringValue":"Can I still change it? — no hurry"}},{"key":"output.value","value":{"stringValue":"Not any more, but it can be sent back."}},{"key":"session.id","value":{"stringValue":"talk-17"}},{"key":"user.id","value":{"stringValue":"user-4"}}]}'),
(8,1,'span','holes',1,2,2,587178871282672701,'{"traceId":"5ad1e6f0a1b2c3d4e5f60718293a4b5d","spanId":"00b2000000000002","parentSpanId":"00b2000000000001","name":"policies","kind":1,"startTimeUnixNano":"1763700060100000000","endTimeUnixNano":"1763700060500000000","attributes":[{"key":"openinference.span.kind","value":{"stringValue":"RETRIEVER"}},{"key":"input.value","value":{"stringValue":"change an order that is on its way"}},{"key":"retrieval.documents.0.document.id","value":{"stringValue":"policy-3"}},{"key":"retrieval.documents.0.document.content","value":{"stringValue":"r10"}},{"key":"retrieval.documents.0.document.score","value":{"doubleValue":0.83}},{"key":"retrieval.documents.1.document.id","value":{"stringValue":"policy-9"}},{"key":"retrieval.documents.1.document.content","value":{"stringValue":"Vouchers can''t be paid out."}},{"key":"retrieval.documents.1.document.score","value":{"doubleValue":0.41}}]}'),
(9,1,'span','holes',1,2,2,2901281676857744378,'{"traceId":"5ad1e6f0a1b2c3d4e5f60718293a4b5d","spanId":"00b2000000000003","parentSpanId":"00b2000000000001","name":"write","kind":1,"startTimeUnixNano":"1763700060600000000","endTimeUnixNano":"1763700063800000000","attributes":[{"key":"openinference.span.kind","value":{"stringValue":"LLM"}},{"key":"llm.model_name","value":{"stringValue":"own-model-2"}},{"key":"llm.token_count.prompt","value":{"intValue":"512"}},{"key":"llm.token_count.completion","value":{"intValue":"60"}},{"key":"llm.input_messages.0.message.role","value":{"stringValue":"system"}},{"key":"llm.input_messages.0.message.content","value":{"stringValue":"r13"}},{"key":"llm.input_messages.1.message.role","value":{"stringValue":"user"}},{"key":"llm.input_messages.1.message.content","value":{"stringValue":"Where is my order A-17?\nIt was to be here \"yesterday\"."}},{"key":"llm.input_messages.2.message.role","value":{"stringValue":"assistant"}},{"key":"llm.input_messages.2.message.content","value":{"stringValue":"It is on its way: the carrier names Monday."}},{"key":"llm.input_messages.3.message.role","value":{"stringValue":"user"}},{"key":"llm.input_messages.3.message.content","value":{"stringValue":"Can I still change it? — no hurry"}},{"key":"llm.output_messages.0.message.role","value":{"stringValue":"assistant"}},{"key":"llm.output_messages.0.message.content","value":{"stringValue":"Not any more, but it can be sent back."}},{"key":"session.id","value":{"stringValue":"talk-17"}},{"key":"user.id","value":{"stringValue":"user-4"}}]}'),
(10,2,'annotation','whole',NULL,NULL,1,2351129803156036326,'{
  "errors": [
    {
      "category": "Late order",
      "location": "00a1000000000003",
      "description": "the carrier was asked once",
      "impact": "LOW"
    }
  ],
  "scores": []
}');
INSERT INTO "relation" VALUES
(1,1,2,'uses','llm span','llm span of planner',false),
(2,1,3,'calls','tool span','tool span of planner',false),
(3,4,1,'invokes','start of a run','planner is first',true),
(4,1,5,'retrieves','retriever span','retriever span of planner',false),
(5,1,6,'uses','llm span','llm span of planner',false);
INSERT INTO "retrieval" VALUES
(2,1,NULL,2,2,'unknown',0.83,0.62,0.42,0,1,NULL,0,NULL);
INSERT INTO "saved_search" VALUES
('kind:tool status:error',1795297935124);
INSERT INTO "selection" VALUES
('late1','5ad1e6f0a1b2c3d4e5f60718293a4b5c','00a1000000000003');
INSERT INTO "source" VALUES
(1,'run.jsonl','/traces/run.jsonl','otlp-json','[lines]',7799,'59e719bcbe770baf407188d550edddb159390e3c7352d8d8eaabc8ac16e7f86f',1795297935024,'stored',7,7,0,0,0,0,0,2,1763700000000000000,1763700064000000000,'[{"id":"openinference","spans":7},{"id":"otel","spans":6}]','[]',0.20290816900000005,0),
(2,'labels.json','/traces/labels.json','trail-annotations','[one document]',193,'fc65d4239efe1f318d36bb46b64d53f88fb50212a55d428ceb938afcc6329321',1795297935104,'stored',0,0,0,0,0,0,0,0,NULL,NULL,'[]','[]',0.06104585599999996,1);
INSERT INTO "span" VALUES
(1,0,4,0,-1,4200000000,270000000,0,false,NULL,'planner','talk-17','user-4',3,1,4173868403231089017,'5ad1e6f0a1b2c3d4e5f60718293a4b5c','00a1000000000001',NULL,'support','agent','unset',1,1763700000000000000,1763700004200000000,'planner',NULL,NULL,NULL,NULL,'talk-17','user-4','shop-agents','openinference.instrumentation.shop',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,2,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,0,0,6,NULL),
(1,1,2,1,0,1380000000,1380000000,4,true,241.0,'planner','talk-17','user-4',4,1,3059221912262258792,'5ad1e6f0a1b2c3d4e5f60718293a4b5c','00a1000000000002','00a1000000000001','plan','llm','unset',1,1763700000020000000,1763700001400000000,NULL,NULL,NULL,'gpt-4o-mini','openai','talk-17','user-4','shop-agents','openinference.instrumentation.shop',NULL,210.0,31.0,NULL,NULL,NULL,5.01e-05,NULL,NULL,NULL,NULL,NULL,1,4,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'gpt-4o-mini','Where is my order A-17? It was to be here "yesterday".',NULL,2,3,0,12,2),
(1,2,3,1,0,650000000,650000000,0,false,NULL,'planner','talk-17','user-4',5,1,6171098662877976375,'5ad1e6f0a1b2c3d4e5f60718293a4b5c','00a1000000000003','00a1000000000001','order_status','tool','error',1,1763700001450000000,1763700002100000000,NULL,'order_status',NULL,NULL,NULL,NULL,NULL,'shop-agents','openinference.instrumentation.shop',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'HTTPError',7,5,6,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'A-17 it''s late',NULL,'retried once: 503 from the carrier',3,0,0,4,NULL),
(1,3,4,1,0,1900000000,1900000000,4,true,324.0,'planner','talk-17','user-4',6,1,3009213449233891098,'5ad1e6f0a1b2c3d4e5f60718293a4b5c','00a1000000000004','00a1000000000001','write','llm','unset',1,1763700002200000000,1763700004100000000,NULL,NULL,NULL,'gpt-4o-mini','openai','talk-17','user-4','shop-agents','openinference.instrumentation.shop',NULL,280.0,44.0,NULL,NULL,NULL,6.84e-05,NULL,NULL,NULL,NULL,NULL,1,2,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'gpt-4o-mini','Where is my order A-17? It was to be here "yesterday".',NULL,2,5,0,16,2),
(2,0,3,0,-1,4000000000,400000000,0,false,NULL,'planner','talk-17','user-4',7,1,2420591927583503904,'5ad1e6f0a1b2c3d4e5f60718293a4b5d','00b2000000000001',NULL,'support','agent','unset',1,1763700060000000000,1763700064000000000,'planner',NULL,NULL,NULL,NULL,'talk-17','user-4','shop-agents','openinference.instrumentation.shop',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,8,9,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,0,0,6,NULL),
(2,1,2,1,0,400000000,400000000,8,false,NULL,'planner','talk-17','user-4',8,1,587178871282672701,'5ad1e6f0a1b2c3d4e5f60718293a4b5d','00b2000000000002','00b2000000000001','policies','retriever','unset',1,1763700060100000000,1763700060500000000,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'shop-agents','openinference.instrumentation.shop',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,12,NULL,12,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'2 documents',NULL,NULL,4,0,2,8,NULL),
(2,2,3,1,0,3200000000,3200000000,4,true,572.0,'planner','talk-17','user-4',9,1,2901281676857744378,'5ad1e6f0a1b2c3d4e5f60718293a4b5d','00b2000000000003','00b2000000000001','write','llm','unset',1,1763700060600000000,1763700063800000000,NULL,NULL,NULL,'own-model-2',NULL,'talk-17','user-4','shop-agents','openinference.instrumentation.shop',NULL,512.0,60.0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,8,9,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'own-model-2','Where is my order A-17? It was to be here "yesterday".',NULL,5,5,0,16,NULL);
INSERT INTO "talk_part" VALUES
(1,1,NULL,NULL,1),
(2,1,1,2,8);
INSERT INTO "text" VALUES
(1,'dddbf73f-477c-a44f-d7e6-656c5fa0445f',54,'Where is my order A-17?
It was to be here "yesterday".',NULL,false),
(2,'e49ec57e-8b2f-1d95-948f-61fd2840ec31',43,'It is on its way: the carrier names Monday.',NULL,false),
(3,'79716594-87fd-2c8e-fc47-cc513c1e345e',18,'You are a planner.',NULL,false),
(4,'ca63f7aa-24e4-1e8d-826e-7755cf0313a8',13,'I look it up.',NULL,false),
(5,'885507a2-b08b-2ea3-a1e4-ae61e5ef7414',35,'{"order":"A-17","note":"it''s late"}',NULL,false),
(6,'16446fac-f445-09ed-bf6c-10b37afbe092',32,'{"status":"sent","due":"Monday"}',NULL,false),
(7,'a80a243e-71a0-8369-fd5c-25e5409c1c88',34,'retried once: 503 from the carrier',NULL,false),
(8,'06703d01-9c00-26df-f4b8-553c9f75ae32',33,'Can I still change it? — no hurry',NULL,false),
(9,'e15ca115-206e-4184-cc20-6e0d623883d8',38,'Not any more, but it can be sent back.',NULL,false),
(10,'e71bad31-900e-b74b-434f-2376e7aa2f5e',160,'Orders that have not left the warehouse can be changed free of charge. Orders that are on their way can be sent back within 30 days; the fee for this is 4.90 €.',NULL,false),
(11,'0c101e84-4956-06bb-b74f-6e473ff02693',27,'Vouchers can''t be paid out.',NULL,false),
(12,'7d1cb859-9f57-082c-333d-cfb2b414d836',34,'change an order that is on its way',NULL,false),
(13,'6d6612e2-fc2e-fd0b-c04f-b0749f766c62',178,'Answer from this:
Orders that have not left the warehouse can be changed free of charge. Orders that are on their way can be sent back within 30 days; the fee for this is 4.90 €.',NULL,false);
INSERT INTO "trace" VALUES
(1,'5ad1e6f0a1b2c3d4e5f60718293a4b5c','Where is my order A-17? It was to be here "yesterday".','support',1763700000000000000,1763700004200000000,4200000000,4,1,0,false,490.0,75.0,565.0,0.0001185,0,'talk-17','user-4','[planner]','[gpt-4o-mini]','[shop-agents]','[1]',6,0.0,2),
(2,'5ad1e6f0a1b2c3d4e5f60718293a4b5d','Where is my order A-17? It was to be here "yesterday".','support',1763700060000000000,1763700064000000000,4000000000,3,0,0,false,512.0,60.0,572.0,NULL,1,'talk-17','user-4','[planner]','[own-model-2]','[shop-agents]','[1]',6,572.0,NULL);
INSERT INTO "use" VALUES
(1,0,3,1,'input',0,NULL,true),
(1,0,3,2,'output',0,NULL,true),
(1,1,4,3,'input message',0,'system',true),
(1,1,4,1,'input message',1,'user',false),
(1,1,4,4,'output message',0,'assistant',true),
(1,2,5,5,'tool call',0,NULL,true),
(1,2,5,6,'tool result',0,NULL,true),
(1,2,5,7,'error',0,NULL,true),
(1,3,6,3,'input message',0,'system',false),
(1,3,6,1,'input message',1,'user',false),
(1,3,6,4,'input message',2,'assistant',false),
(1,3,6,2,'output message',0,'assistant',false),
(1,3,6,6,'tool result',3,'tool',false),
(2,0,7,8,'input',0,NULL,true),
(2,0,7,9,'output',0,NULL,true),
(2,1,8,10,'document',0,NULL,true),
(2,1,8,11,'document',1,NULL,true),
(2,1,8,12,'query',0,NULL,true),
(2,1,8,12,'input',0,NULL,true),
(2,2,9,13,'input message',0,'system',true),
(2,2,9,1,'input message',1,'user',false),
(2,2,9,2,'input message',2,'assistant',false),
(2,2,9,8,'input message',3,'user',false),
(2,2,9,9,'output message',0,'assistant',false);
