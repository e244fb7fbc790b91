namespace Broadsheet.Publishing.Records;

/// <summary>Which months have moved to the archive.</summary>
/// <param name="Until">First day of the first month that has not; null when none has.</param>
internal readonly record struct RecordArchive(DateOnly? Until)
{
    /// <summary>The archive at the moment of an edition: the months that had ended by then for as long as the setting says.</summary>
    public static RecordArchive Of(RecordsOptions options, Edition edition)
    {
        if (options.ArchiveAfter is not { } age || edition.At - DateTimeOffset.MinValue <= age)
            return default;
        var zone = TimeZoneInfo.FindSystemTimeZoneById(edition.Masthead.TimeZone);
        return new(PlacedStory.MonthOf(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(edition.At - age, zone).DateTime)));
    }

    /// <summary>Whether the records of a month, named by its first day, are in it.</summary>
    public bool Holds(DateOnly month) => month < Until;
}
