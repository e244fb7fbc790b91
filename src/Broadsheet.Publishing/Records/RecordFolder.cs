using Broadsheet.Site;

namespace Broadsheet.Publishing.Records;

/// <summary>The records that lie in a site folder.</summary>
public static class RecordFolder
{
    /// <summary>Reads <c>_news/*.md</c>, in the order of their paths. A file that is no record is a problem and left out.</summary>
    /// <param name="root">Path of the site folder.</param>
    /// <param name="problems">Receives what is wrong.</param>
    /// <param name="isArchiveRead">
    /// Whether <c>_archive/news/*.md</c> is read too, each under the path it had in <c>_news</c>, and none whose name is there still. What a site
    /// without a rule for its archive has there is its own, and stays as it is.
    /// </param>
    public static IReadOnlyList<(string Path, NewsRecord Record)> Read(string root, SiteProblems problems, bool isArchiveRead = false)
    {
        ArgumentNullException.ThrowIfNull(problems);
        Dictionary<string, NewsRecord> records = new(StringComparer.Ordinal);
        Read(root, RecordPath.Folder, records, problems);
        if (isArchiveRead)
            Read(root, RecordPath.ArchiveFolder, records, problems);
        return [.. records.OrderBy(record => record.Key, StringComparer.Ordinal).Select(record => (record.Key, record.Value))];
    }

    private static void Read(string root, string folder, Dictionary<string, NewsRecord> records, SiteProblems problems)
    {
        if (!Directory.Exists(Path.Combine(root, folder)))
            return;
        foreach (var file in Directory.EnumerateFiles(Path.Combine(root, folder), "*.md").Order(StringComparer.Ordinal))
        {
            switch (RecordReader.Read(File.ReadAllBytes(file)))
            {
                case RecordReading.Done done:
                    records.TryAdd(RecordPath.Folder + Path.GetFileName(file), done.Record);
                    break;
                case RecordReading.Failed failed:
                    problems.Warning(folder + Path.GetFileName(file), failed.Line, "", $"This is no record and is left alone. {failed.Problem}", $"Mend the line, or move the file out of {folder.TrimEnd('/')}.");
                    break;
            }
        }
    }
}
