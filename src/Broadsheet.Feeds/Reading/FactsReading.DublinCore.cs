using Broadsheet.Feeds.Xml;

namespace Broadsheet.Feeds.Reading;

// Dublin Core and its terms.
internal sealed partial class FactsReading
{
    private void ReadDublinCore(FeedFacts facts, int child, FactsLevel level)
    {
        switch (index[child].Term)
        {
            case XmlTerm.Title:
                StandInForTitle(facts, ReadText(child, "text/plain"));
                break;
            case XmlTerm.Description or XmlTerm.Abstract:
                var description = ReadText(child, "text/html");
                if (level == FactsLevel.Feed)
                    StandInForSubtitle(facts, description);
                facts.BodyStandIn ??= description;
                break;
            case XmlTerm.Creator or XmlTerm.Author:
                facts.AddAuthor(NewPerson(facts.Authors, child));
                break;
            case XmlTerm.Contributor:
                facts.AddContributor(NewPerson(facts.Contributors, child));
                break;
            case XmlTerm.Publisher:
                facts.Publisher = ReadPerson(child);
                break;
            case XmlTerm.Subject:
                ReadCategory(facts, child, null);
                break;
            case XmlTerm.Rights:
                facts.Rights ??= ReadText(child, "text/plain");
                break;
            case XmlTerm.Language:
                facts.Language ??= Text(child);
                break;
            case XmlTerm.Identifier:
                facts.Id ??= Text(child);
                break;
            case XmlTerm.Valid:
                ReadValidity(facts.Extras, Text(child));
                break;
            case XmlTerm.Date:
                var date = Text(child);
                facts.Updated ??= date;
                if (!isAtom)
                    facts.Published ??= date;
                break;
            case XmlTerm.Available:
                facts.Published ??= Text(child);
                break;
            default:
                ReadDate(facts, child);
                break;
        }
    }

    // DCMI Period: start=2002-10-13T09:00+01:00;end=…;scheme=W3C-DTF
    private static void ReadValidity(FeedExtras extras, string period)
    {
        foreach (var part in period.Split(';', StringSplitOptions.TrimEntries))
        {
            if (part.StartsWith("start=", StringComparison.OrdinalIgnoreCase))
                extras.ValidFrom = part[6..];
            else if (part.StartsWith("end=", StringComparison.OrdinalIgnoreCase))
                extras.ValidTo = part[4..];
        }
    }
}
