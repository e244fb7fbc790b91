using System.Text;
using Broadsheet.Publishing.Mailing;
using Broadsheet.Publishing.Newsletters;
using Broadsheet.Publishing.Website;
using Broadsheet.Testing;
using MimeKit;

namespace Broadsheet.Publishing.Tests.Hostile;

/// <summary>What becomes of hostile texts in newsletters: their HTML, plain text, record, and the headers of the mails.</summary>
public sealed class HostileMailTests
{
    private static readonly Theme BuiltIn = Theme.Load();
    private static readonly NewsletterLinks Leave = new("https://gazette.example/newsletter/unsubscribe?t=x", null);
    private static readonly string[] Headers =
    [
        "From", "To", "Reply-To", "Subject", "Date", "Message-Id", "List-Id", "Auto-Submitted", "MIME-Version", "List-Archive", "List-Unsubscribe", "List-Unsubscribe-Post",
        "Content-Type", "Content-Language",
    ];

    public static TheoryData<string> Texts { get; } = [.. HostileTexts.All];

    [Theory]
    [MemberData(nameof(Texts))]
    public void ANewsletterIsStillWhatItSeems(string text)
    {
        var newsletter = HostileNewsletters.Compose(HostileEdition.With(text, text), BuiltIn);
        var printer = new NewsletterPrinter(BuiltIn);
        var html = Encoding.UTF8.GetString(printer.Html(newsletter, Leave));
        var page = StrictReading.Document(html);

        Assert.Empty(page.QuerySelectorAll("script, link, form, iframe, object, embed, svg, math, video, base, meta[http-equiv=refresh]"));
        Assert.DoesNotContain(page.All, element => element.Attributes.Any(attribute => attribute.Name.StartsWith("on", StringComparison.Ordinal)));
        Assert.All(page.QuerySelectorAll("a"), link => Assert.NotNull(SafeLink.Of(link.GetAttribute("href"))));
        Assert.All(page.QuerySelectorAll("img"), picture => Assert.NotNull(SafeLink.Of(picture.GetAttribute("src"))));
        Assert.All(page.QuerySelectorAll("[style]"), styled => Assert.DoesNotContain("evil.example", styled.GetAttribute("style"), StringComparison.Ordinal));
        Assert.DoesNotContain(printer.Text(newsletter, Leave), c => char.IsControl(c) && c != '\n');
        StrictReading.Check("_newsletters/x.html", NewsletterRecord.Write(newsletter, Encoding.UTF8.GetBytes(html)));
    }

    /// <summary>Headers are ASCII, each there once, and none is decoded into two lines or says another text than was meant.</summary>
    [Theory]
    [MemberData(nameof(Texts))]
    public void NoHeaderOfAMailBecomesTwo(string text)
    {
        var edition = HostileEdition.With(text, text);
        var newsletter = HostileNewsletters.Compose(edition, BuiltIn);
        var sender = Correspondent.Of(new NewsletterOptions { From = "news@gazette.example", ReplyTo = "desk@gazette.example", FromName = text }, new MailOptions(), edition.Masthead);
        var maker = new MessageMaker(sender, new MailTokens(new byte[32]), edition.Masthead, BuiltIn);
        var reader = ReaderAddress.Parse("reader@example.org")!;
        using var issue = maker.Issue(newsletter, 1, reader);
        using var letter = maker.Letter(new Letter(1, "reader@example.org", false, 1), reader, Some.Moment, TimeSpan.FromDays(7));

        AssertHeaders(Bytes(issue), newsletter.Subject, sender.Name);
        AssertHeaders(Bytes(letter), $"Your subscription to {PlainText.Of(text)}: please confirm", sender.Name);
    }

    /// <summary>Whatever a mail server answers gets into the list of readers; a spreadsheet must not compute it.</summary>
    [Theory]
    [MemberData(nameof(Texts))]
    public void NoReasonInTheListOfReadersIsAFormulaOrAnotherLine(string text)
    {
        var reader = new Subscriber { Id = 1, Address = "reader@example.org", State = SubscriberState.Bounced, Changed = Some.Moment, Asked = Some.Moment, Origin = text, Reason = text };

        var lines = SubscriberFile.ToCsv([reader]).Split("\r\n");

        Assert.Equal(3, lines.Length);
        var cells = Cells(lines[1]);
        Assert.Equal(7, cells.Count);
        Assert.All(cells, cell => Assert.False(cell.Length > 0 && cell[0] is '=' or '+' or '-' or '@' or '\t', cell));
        Assert.EndsWith(PlainText.Of(text), cells[6], StringComparison.Ordinal);
    }

    /// <summary>The site's pages of newsletters, the list of all of them too.</summary>
    [Fact]
    public void ThePagesOfNewslettersAreStillPages()
    {
        var root = Directory.CreateTempSubdirectory("broadsheet-").FullName;
        try
        {
            Assert.All(HostileNewsletters.Pages(root, [.. HostileTexts.All.Chunk(12).Select(texts => HostileEdition.Of(texts, text => text, perStory: 1))], BuiltIn), StrictReading.Check);
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static byte[] Bytes(MimeMessage message)
    {
        using var bytes = new MemoryStream();
        message.WriteTo(FormatOptions.Default, bytes);
        return bytes.ToArray();
    }

    private static void AssertHeaders(byte[] bytes, string subject, string name)
    {
        var raw = Encoding.Latin1.GetString(bytes).ReplaceLineEndings("\n");
        var head = raw[..raw.IndexOf("\n\n", StringComparison.Ordinal)];
        Assert.All(head, c => Assert.True(c is (>= ' ' and < '\u007f') or '\n' or '\t', head));
        var fields = head.Split('\n').Where(line => !char.IsWhiteSpace(line[0])).Select(line => line[..line.IndexOf(':', StringComparison.Ordinal)]).ToList();
        Assert.Equal(fields.Distinct(StringComparer.OrdinalIgnoreCase), fields);
        Assert.All(fields, field => Assert.Contains(field, Headers.Append("Content-Transfer-Encoding"), StringComparer.OrdinalIgnoreCase));

        using var message = MimeMessage.Load(new ParserOptions { Rfc2047ComplianceMode = RfcComplianceMode.Strict, AddressParserComplianceMode = RfcComplianceMode.Strict, ParameterComplianceMode = RfcComplianceMode.Strict }, new MemoryStream(bytes));
        Assert.Equal("reader@example.org", message.To.Mailboxes.Single().Address);
        Assert.Equal("news@gazette.example", message.From.Mailboxes.Single().Address);
        Assert.Equal(PlainText.Of(subject), message.Subject ?? "");
        Assert.Equal(name, message.From.Mailboxes.Single().Name ?? "");
        Assert.All(message.Headers, header => Assert.DoesNotContain(header.Value, c => char.IsControl(c) && c != '\t'));
    }

    /// <summary>The cells of a line of RFC 4180.</summary>
    private static List<string> Cells(string line)
    {
        List<string> cells = [];
        for (var at = 0; at <= line.Length; at++)
        {
            var cell = new StringBuilder();
            if (at < line.Length && line[at] == '"')
            {
                for (at++; line[at] != '"' || (at + 1 < line.Length && line[at + 1] == '"'); at++)
                    cell.Append(line[line[at] == '"' ? ++at : at]);
                at++;
            }
            else
            {
                for (; at < line.Length && line[at] != ','; at++)
                    cell.Append(line[at]);
            }

            cells.Add(cell.ToString());
        }

        return cells;
    }
}
