-- Where objects of one class stand. Rows from before are those of all classes.

ALTER TABLE cv.heat_maps ADD COLUMN label VARCHAR(255) NOT NULL DEFAULT '';
COMMENT ON COLUMN cv.heat_maps.label IS
    'Class; empty for all, whose row is there for every hour in which frames were looked at';
COMMENT ON COLUMN cv.heat_maps.frames IS 'Frames that were looked at in the window, whatever they showed';

DROP INDEX cv.idx_heat_maps_source;
CREATE INDEX idx_heat_maps_source ON cv.heat_maps (tenant_id, source_id, label, bucket_start);
