-- Sources, zones and rules as the bridge keeps them; events, alerts and counts as the stream fills
-- them; active models; and dead letters with what is needed to send them again.

-- ---------------------------------------------------------------------------------------------
-- Definitions
-- ---------------------------------------------------------------------------------------------

-- definition is the whole message of the topic; the other columns repeat what is searched for.
-- version counts the changes, so that two who change the same thing do not overwrite each other.
CREATE TABLE cv.sources (
    tenant_id VARCHAR(100) NOT NULL,
    id VARCHAR(100) NOT NULL,
    name VARCHAR(255) NOT NULL,
    kind VARCHAR(30) NOT NULL,
    enabled BOOLEAN NOT NULL,
    tags TEXT[] NOT NULL DEFAULT '{}',
    definition JSONB NOT NULL,
    version BIGINT NOT NULL,
    created_by VARCHAR(100) NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT NOW(),
    updated_by VARCHAR(100) NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT NOW(),
    PRIMARY KEY (tenant_id, id)
);
COMMENT ON TABLE cv.sources IS 'Cameras and other sources of pictures; the truth behind cv.sources';

-- A zone's source exists when the zone is written; the bridge keeps it so, as every deletion must
-- also reach the topic, which a cascade would not do.
CREATE TABLE cv.zones (
    tenant_id VARCHAR(100) NOT NULL,
    id VARCHAR(100) NOT NULL,
    source_id VARCHAR(100) NOT NULL,
    name VARCHAR(255) NOT NULL,
    kind VARCHAR(30) NOT NULL,
    enabled BOOLEAN NOT NULL,
    definition JSONB NOT NULL,
    version BIGINT NOT NULL,
    created_by VARCHAR(100) NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT NOW(),
    updated_by VARCHAR(100) NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT NOW(),
    PRIMARY KEY (tenant_id, id)
);
COMMENT ON TABLE cv.zones IS 'Areas and lines in pictures; the truth behind cv.zones';
CREATE INDEX idx_zones_source ON cv.zones (tenant_id, source_id, id);

CREATE TABLE cv.rules (
    tenant_id VARCHAR(100) NOT NULL,
    id VARCHAR(100) NOT NULL,
    name VARCHAR(255) NOT NULL,
    severity VARCHAR(20) NOT NULL,
    enabled BOOLEAN NOT NULL,
    definition JSONB NOT NULL,
    version BIGINT NOT NULL,
    created_by VARCHAR(100) NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT NOW(),
    updated_by VARCHAR(100) NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT NOW(),
    PRIMARY KEY (tenant_id, id)
);
COMMENT ON TABLE cv.rules IS 'What makes alerts; the truth behind cv.rules';

-- Of the installation, not of a tenant: every job of it uses the same versions. A model that was
-- left to the repository again has no activation; its row keeps who did so.
CREATE TABLE cv.model_activations (
    model VARCHAR(100) PRIMARY KEY,
    activation JSONB,
    version BIGINT NOT NULL,
    updated_by VARCHAR(100) NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT NOW()
);
COMMENT ON TABLE cv.model_activations IS 'Versions of models in use; the truth behind cv.models';

-- A tenant that goes takes its definitions along.
CREATE FUNCTION cv.delete_definitions_of_tenant() RETURNS TRIGGER
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    DELETE FROM cv.rules WHERE tenant_id = OLD.tenant_id;
    DELETE FROM cv.zones WHERE tenant_id = OLD.tenant_id;
    DELETE FROM cv.sources WHERE tenant_id = OLD.tenant_id;
    RETURN NULL;
END
$$;

CREATE TRIGGER delete_definitions_of_tenant
    AFTER DELETE ON cv.tenants
    FOR EACH ROW EXECUTE FUNCTION cv.delete_definitions_of_tenant();

-- ---------------------------------------------------------------------------------------------
-- Events and alerts
-- ---------------------------------------------------------------------------------------------

-- One row per event, written over by each of its messages; the writer leaves a row alone whose
-- sequence is higher than the message's. document is the latest message.
CREATE TABLE cv.events (
    id UUID NOT NULL,
    tenant_id VARCHAR(100) NOT NULL,
    source_id VARCHAR(255) NOT NULL,
    kind VARCHAR(30) NOT NULL,
    label VARCHAR(255),
    zone_id VARCHAR(100),
    zones TEXT[] NOT NULL DEFAULT '{}',
    track_id BIGINT,
    top_confidence DOUBLE PRECISION,
    start_time TIMESTAMP WITH TIME ZONE NOT NULL,
    end_time TIMESTAMP WITH TIME ZONE,
    sequence INTEGER NOT NULL,
    document JSONB NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT NOW(),
    PRIMARY KEY (tenant_id, id)
) PARTITION BY LIST (tenant_id);
COMMENT ON TABLE cv.events IS 'What happened at sources; end_time is null while it goes on';
COMMENT ON COLUMN cv.events.zones IS 'Zones that its object has been in, zone_id included';
CREATE INDEX idx_events_start_time ON cv.events (tenant_id, start_time DESC, id DESC);
CREATE INDEX idx_events_source ON cv.events (tenant_id, source_id, start_time DESC, id DESC);
CREATE INDEX idx_events_in_progress ON cv.events (tenant_id, start_time DESC, id DESC)
    WHERE end_time IS NULL;
CREATE TABLE cv.events_default PARTITION OF cv.events DEFAULT;

CREATE TABLE cv.alerts (
    id UUID NOT NULL,
    tenant_id VARCHAR(100) NOT NULL,
    rule_id VARCHAR(100) NOT NULL,
    severity VARCHAR(20) NOT NULL,
    source_id VARCHAR(255),
    zone_id VARCHAR(100),
    labels TEXT[] NOT NULL DEFAULT '{}',
    message TEXT NOT NULL,
    start_time TIMESTAMP WITH TIME ZONE NOT NULL,
    end_time TIMESTAMP WITH TIME ZONE,
    sequence INTEGER NOT NULL,
    document JSONB NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT NOW(),
    PRIMARY KEY (tenant_id, id)
) PARTITION BY LIST (tenant_id);
COMMENT ON TABLE cv.alerts IS 'What somebody should know of; document is the latest message';
CREATE INDEX idx_alerts_start_time ON cv.alerts (tenant_id, start_time DESC, id DESC);
CREATE INDEX idx_alerts_source ON cv.alerts (tenant_id, source_id, start_time DESC, id DESC);
CREATE INDEX idx_alerts_in_progress ON cv.alerts (tenant_id, start_time DESC, id DESC)
    WHERE end_time IS NULL;
CREATE TABLE cv.alerts_default PARTITION OF cv.alerts DEFAULT;

-- ---------------------------------------------------------------------------------------------
-- Counts
-- ---------------------------------------------------------------------------------------------

-- One row per source, zone or line, class and window; id is derived from these. Windows begin at
-- multiples of bucket_seconds since the epoch. A window in which nothing was seen has no row.
CREATE TABLE cv.analytics_counts (
    id UUID NOT NULL,
    tenant_id VARCHAR(100) NOT NULL,
    source_id VARCHAR(255) NOT NULL,
    zone_id VARCHAR(100) NOT NULL DEFAULT '',
    zone_kind VARCHAR(30) NOT NULL DEFAULT '',
    label VARCHAR(255) NOT NULL,
    bucket_start TIMESTAMP WITH TIME ZONE NOT NULL,
    bucket_seconds INTEGER NOT NULL,
    count_in BIGINT NOT NULL DEFAULT 0,
    count_out BIGINT NOT NULL DEFAULT 0,
    unique_tracks BIGINT NOT NULL DEFAULT 0,
    occupancy_mean DOUBLE PRECISION NOT NULL DEFAULT 0,
    occupancy_max INTEGER NOT NULL DEFAULT 0,
    dwell_count BIGINT NOT NULL DEFAULT 0,
    dwell_mean_seconds DOUBLE PRECISION,
    dwell_p50_seconds DOUBLE PRECISION,
    dwell_p90_seconds DOUBLE PRECISION,
    dwell_max_seconds DOUBLE PRECISION,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT NOW(),
    PRIMARY KEY (tenant_id, id)
) PARTITION BY LIST (tenant_id);
COMMENT ON TABLE cv.analytics_counts IS 'Counts per source, zone and class in windows of a minute and an hour';
COMMENT ON COLUMN cv.analytics_counts.zone_id IS 'Zone or line; empty for the whole picture';
COMMENT ON COLUMN cv.analytics_counts.zone_kind IS 'polygon or line; empty for the whole picture';
COMMENT ON COLUMN cv.analytics_counts.count_in IS 'Line: crossings from left to right; zone: entries';
COMMENT ON COLUMN cv.analytics_counts.dwell_count IS 'Stays that ended in the window, which the dwell columns tell of';
CREATE INDEX idx_analytics_counts_bucket
    ON cv.analytics_counts (tenant_id, bucket_seconds, bucket_start, source_id);
CREATE TABLE cv.analytics_counts_default PARTITION OF cv.analytics_counts DEFAULT;

-- ---------------------------------------------------------------------------------------------
-- Dead letters that can be sent again
-- ---------------------------------------------------------------------------------------------

ALTER TABLE cv.dead_letters
    ADD COLUMN original_key TEXT,
    ADD COLUMN original_key_encoding VARCHAR(10),
    ADD COLUMN original_value TEXT,
    ADD COLUMN original_encoding VARCHAR(10),
    ADD COLUMN original_headers JSONB,
    ADD COLUMN replay_count INTEGER NOT NULL DEFAULT 0,
    ADD COLUMN replayed_at TIMESTAMP WITH TIME ZONE,
    ADD COLUMN replayed_by VARCHAR(100),
    ADD COLUMN discarded_at TIMESTAMP WITH TIME ZONE,
    ADD COLUMN discarded_by VARCHAR(100);
COMMENT ON COLUMN cv.dead_letters.original_value IS
    'Value of the record: text, or base64 as original_encoding tells; null in rows from before';
COMMENT ON COLUMN cv.dead_letters.original_headers IS '[{"name", "value", "encoding"}, ...]';
CREATE INDEX idx_dead_letters_tenant_failed_at
    ON cv.dead_letters (tenant_id, failed_at DESC, id DESC);

-- ---------------------------------------------------------------------------------------------
-- Use
-- ---------------------------------------------------------------------------------------------

-- Rows come in the order of time, so an index of block ranges finds a day and costs writers nothing.
DO $$
DECLARE
    parent TEXT;
BEGIN
    FOREACH parent IN ARRAY ARRAY[
        'barcodes', 'face_detections', 'image_classifications', 'image_embeddings',
        'image_quality', 'object_detections', 'ocr_pages']
    LOOP
        EXECUTE format('CREATE INDEX %I ON cv.%I USING brin (created_at)',
                       'idx_' || parent || '_created_at', parent);
    END LOOP;
END
$$;

-- ---------------------------------------------------------------------------------------------
-- Tenants that exist get their partitions of the new tables
-- ---------------------------------------------------------------------------------------------

DO $$
DECLARE
    tenant TEXT;
BEGIN
    FOR tenant IN SELECT t.tenant_id FROM cv.tenants t ORDER BY t.tenant_id LOOP
        PERFORM cv.create_tenant_schema(tenant);
    END LOOP;
END
$$;
