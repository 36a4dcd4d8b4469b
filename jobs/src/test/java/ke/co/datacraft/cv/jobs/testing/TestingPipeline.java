package ke.co.datacraft.cv.jobs.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import ke.co.datacraft.cv.contracts.DeadLetter;
import ke.co.datacraft.cv.contracts.ImageReference;
import ke.co.datacraft.cv.contracts.ImageResult;
import ke.co.datacraft.cv.contracts.JobStatus;
import ke.co.datacraft.cv.contracts.ReasonCode;
import ke.co.datacraft.cv.jobs.SlotGroups;
import ke.co.datacraft.cv.jobs.VisionPipeline;
import ke.co.datacraft.cv.operators.record.SourceRecord;
import ke.co.datacraft.cv.operators.settings.JobPolicy;
import ke.co.datacraft.cv.operators.settings.VisionSettings;
import ke.co.datacraft.cv.operators.type.ContractTypes;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The pipeline between bounded sources and collecting sinks. */
public final class TestingPipeline {

    private final CollectingSink<ImageResult> results = new CollectingSink<>();
    private final CollectingSink<ImageResult> shadowResults = new CollectingSink<>();
    private final CollectingSink<JobStatus> statuses = new CollectingSink<>();
    private final CollectingSink<DeadLetter> deadLetters = new CollectingSink<>();
    private final CollectingSink<ImageReference> resubmissions = new CollectingSink<>();

    /** Runs it in the environment until every record is through, in slots of equal size. */
    public void run(
            StreamExecutionEnvironment environment,
            VisionSettings vision,
            JobPolicy jobs,
            TestingReferences... lanes)
            throws Exception {
        run(environment, VisionPipeline.Lane.of(vision, SlotGroups.shared()), jobs, lanes);
    }

    /** Runs it in the environment until every record is through. */
    public void run(
            StreamExecutionEnvironment environment,
            VisionPipeline.Lane lane,
            JobPolicy jobs,
            TestingReferences... lanes)
            throws Exception {
        run(
                environment,
                lane,
                jobs,
                new VisionPipeline.Sources(
                        source(environment, "images-source", lanes),
                        source(environment, "frames-source", lanes),
                        source(environment, "commands-source", lanes),
                        source(environment, "models-source", lanes)));
    }

    /** Runs it in the environment until every record of the sources is through. */
    public void run(
            StreamExecutionEnvironment environment,
            VisionPipeline.Lane lane,
            JobPolicy jobs,
            VisionPipeline.Sources sources)
            throws Exception {
        VisionPipeline.define(
                lane,
                jobs,
                sources,
                new VisionPipeline.Sinks(
                        stream -> stream.sinkTo(results).uid("results-test"),
                        stream -> stream.sinkTo(shadowResults).uid("shadow-results-test"),
                        stream -> stream.sinkTo(statuses).uid("statuses-test"),
                        stream -> stream.sinkTo(deadLetters).uid("dead-letters-test"),
                        stream -> stream.sinkTo(resubmissions).uid("resubmissions-test")));
        environment.execute();
    }

    /** All results. */
    public List<ImageResult> results() {
        return results.values();
    }

    /** All results of shadow versions. */
    public List<ImageResult> shadowResults() {
        return shadowResults.values();
    }

    /** Results of a job by its name, by page. */
    public List<ImageResult> resultsOf(String job) {
        return results.values().stream()
                .filter(result -> TestingReferences.jobId(job).equals(result.jobId()))
                .sorted(Comparator.comparingInt(ImageResult::page))
                .toList();
    }

    /** All dead letters. */
    public List<DeadLetter> deadLetters() {
        return deadLetters.values();
    }

    /** References of retries and parts of documents. */
    public List<ImageReference> resubmissions() {
        return resubmissions.values();
    }

    /** Dead letters of a job by its name. */
    public List<DeadLetter> deadLettersOf(String job) {
        return deadLetters.values().stream()
                .filter(letter -> TestingReferences.jobId(job).equals(letter.jobId()))
                .toList();
    }

    /** Reasons of the dead letters that were read from a topic. */
    public List<ReasonCode> reasonsOf(String topic) {
        return deadLetters.values().stream()
                .filter(letter -> letter.origin().topic().equals(topic))
                .map(DeadLetter::reason)
                .toList();
    }

    /** What was last said of a job. */
    public JobStatus last(String job) {
        List<JobStatus> ofJob =
                statuses.values().stream()
                        .filter(status -> TestingReferences.jobId(job).equals(status.jobId()))
                        .toList();
        assertThat(ofJob).as("statuses of job %s", job).isNotEmpty();
        return ofJob.get(ofJob.size() - 1);
    }

    /** The records of a lane, which may be none. */
    public static DataStream<SourceRecord> source(
            StreamExecutionEnvironment environment, String uid, TestingReferences... lanes) {
        List<SourceRecord> records = new ArrayList<>();
        for (TestingReferences lane : lanes) {
            if (uid.startsWith(lane.lane())) {
                records.addAll(lane.records());
            }
        }
        // Flink's source of given elements cannot be empty; the filter takes the filler out again.
        records.add(new SourceRecord("filler", 0, -1, 0, null, new byte[0], null, null));
        return environment
                .fromData(records, ContractTypes.SOURCE_RECORD)
                .uid(uid)
                .filter(candidate -> candidate.offset() >= 0)
                .uid(uid + "-without-filler");
    }
}
