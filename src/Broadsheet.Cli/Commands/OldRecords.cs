using Broadsheet.Publishing;
using Broadsheet.Publishing.Records;
using Broadsheet.Site;

namespace Broadsheet.Cli.Commands;

/// <summary>Records that lie in a site folder before our store knows them: a repository of the old system.</summary>
internal static class OldRecords
{
    /// <summary>Takes them into the store, once, when the site has no store of its own yet.</summary>
    public static void Adopt(SiteFolder site, Newsroom newsroom)
    {
        if (!newsroom.IsEmpty)
            return;
        var settings = PressSettings.Read(site);
        var adoption = new RecordAdoption(settings.Adoption, site.Organizations);
        newsroom.Adopt(adoption.Adopt(RecordFolder.Read(site.Root, site.Problems, isArchiveRead: settings.Records.ArchiveAfter is not null)));
    }
}
