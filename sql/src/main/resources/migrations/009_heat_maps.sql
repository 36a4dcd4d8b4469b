-- Where objects stand in a source's picture, hour by hour.

-- cells counts objects in each cell over all frames of the window, row by row from the top left.
-- id is derived from tenant, source and window.
CREATE TABLE cv.heat_maps (
    id UUID NOT NULL,
    tenant_id VARCHAR(100) NOT NULL,
    source_id VARCHAR(255) NOT NULL,
    bucket_start TIMESTAMP WITH TIME ZONE NOT NULL,
    bucket_seconds INTEGER NOT NULL,
    columns INTEGER NOT NULL,
    rows INTEGER NOT NULL,
    frames BIGINT NOT NULL,
    cells INTEGER[] NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT NOW(),
    PRIMARY KEY (tenant_id, id),
    CONSTRAINT heat_maps_cells_fill_the_grid CHECK (cardinality(cells) = columns * rows)
) PARTITION BY LIST (tenant_id);
COMMENT ON TABLE cv.heat_maps IS 'How often objects stood where, by their lower edge, in windows of an hour';
CREATE INDEX idx_heat_maps_source ON cv.heat_maps (tenant_id, source_id, bucket_start);
CREATE TABLE cv.heat_maps_default PARTITION OF cv.heat_maps DEFAULT;

DO $$
DECLARE
    tenant TEXT;
BEGIN
    FOR tenant IN SELECT t.tenant_id FROM cv.tenants t ORDER BY t.tenant_id LOOP
        PERFORM cv.create_tenant_schema(tenant);
    END LOOP;
END
$$;

SELECT cv.protect_tenant_tables();
