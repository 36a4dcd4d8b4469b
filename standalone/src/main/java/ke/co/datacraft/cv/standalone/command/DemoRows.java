package ke.co.datacraft.cv.standalone.command;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import ke.co.datacraft.cv.standalone.client.ResultDatabase;
import ke.co.datacraft.cv.standalone.client.ResultDatabase.ObjectRow;
import ke.co.datacraft.cv.standalone.client.ResultDatabase.PageRow;
import ke.co.datacraft.cv.standalone.client.ResultDatabase.WordRow;

/**
 * What PostgreSQL has of some jobs.
 *
 * @param pages of all images
 * @param words by image id; none for an image without text
 * @param objects by image id; none for an image in which nobody looked for objects
 */
record DemoRows(
        List<PageRow> pages, Map<UUID, List<WordRow>> words, Map<UUID, List<ObjectRow>> objects) {

    static DemoRows of(ResultDatabase database, Collection<UUID> jobs) {
        List<PageRow> pages = database.pages(jobs);
        List<UUID> images = pages.stream().map(PageRow::imageId).toList();
        return new DemoRows(pages, database.words(images), database.objects(images));
    }

    /** The page's words, none when there is no such row. */
    List<WordRow> wordsOf(PageRow page) {
        return words.getOrDefault(page.imageId(), List.of());
    }

    /** The page's objects, or null when nobody looked for any. */
    List<ObjectRow> objectsOf(PageRow page) {
        return objects.get(page.imageId());
    }
}
