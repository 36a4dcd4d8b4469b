/** PostgreSQL ends of the jobs: statements, the values they bind and the sinks around them. */
package ke.co.datacraft.cv.jobs.postgres;
