-- What a tenant analysed in the last minute, hour or month.
CREATE INDEX idx_image_processing_created_at ON cv.image_processing (tenant_id, created_at);
