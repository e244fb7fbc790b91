using Broadsheet.Feeds.Xml;

namespace Broadsheet.Feeds.Reading;

// Authors, contributors and publishers.
internal sealed partial class FactsReading
{
    private const int MaxPersons = 100;

    private FeedPerson? NewPerson(IReadOnlyList<FeedPerson> persons, int element) =>
        persons.Count < MaxPersons && ReadPerson(element) is { } person && !persons.Contains(person) ? person : null;

    private FeedPerson? ReadPerson(int element)
    {
        string? name = null, email = null, href = null;
        for (var child = index[element].FirstChild; child != 0; child = index[child].NextSibling)
        {
            switch (index[child].Term)
            {
                case XmlTerm.Name or XmlTerm.Title:
                    name ??= NonEmpty(child);
                    break;
                case XmlTerm.Email:
                    email = NonEmpty(child);
                    break;
                case XmlTerm.Uri or XmlTerm.Url or XmlTerm.Homepage:
                    href = Address(child);
                    break;
            }
        }

        if (name is not null || email is not null || href is not null)
            return new FeedPerson(name, email, href);
        return FeedPersons.Parse(Text(element));
    }

    private string? NonEmpty(int element) => Text(element) is { Length: > 0 } text ? text : null;
}
