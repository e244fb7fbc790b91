using Broadsheet.Publishing.Mailing;
using Broadsheet.Publishing.Newsletters;
using Broadsheet.Testing;

namespace Broadsheet.Publishing.Tests.Mailing;

/// <summary>Who is written to and who is not, whatever strangers, old lists and crashes do.</summary>
public sealed class MailStoreTests : IDisposable
{
    private static readonly ReaderAddress Ann = ReaderAddress.Parse("ann@reader.example")!;
    private static readonly DateTimeOffset Start = Some.Moment;
    private readonly string folder = Directory.CreateTempSubdirectory("broadsheet-mail-").FullName;
    private readonly MailStore store;

    public MailStoreTests() => store = MailStore.Open(Path.Combine(folder, "mail.db"));

    public void Dispose()
    {
        store.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>A stranger can type any address, as often as they like.</summary>
    [Fact]
    public void AnAddressThatStrangersTypeGetsThreeLettersAMonthAnHourApart()
    {
        int[] minutes = [0, 59, 60, 121, 182, 60 * 24 * 29, (60 * 24 * 31) + 200];

        Assert.Equal([true, false, true, true, false, false, true], minutes.Select(AskedAt));

        bool AskedAt(int minute)
        {
            var at = Start.AddMinutes(minute);
            store.Ask(Ann, at, "form");
            if (store.Letters() is not [var letter])
                return false;
            store.LetterGoes(letter.Subscriber, at);
            return true;
        }
    }

    [Fact]
    public void WhoComplainedIsNeverWrittenToAndStaysOneWhoComplained()
    {
        var ann = Confirmed();
        store.Stop(ann, SubscriberState.Complained, "spam", Start);

        store.Ask(Ann, Start.AddDays(60), "form");
        store.Stop(ann, SubscriberState.Unsubscribed, "left", Start.AddDays(61));
        store.Stop(ann, SubscriberState.Bounced, "gone", Start.AddDays(62));

        Assert.Empty(store.Letters());
        Assert.Equal((SubscriberState.Complained, "spam"), (store.Find(ann)!.State, store.Find(ann)!.Reason));
    }

    [Theory]
    [InlineData("erased")]
    [InlineData("unsubscribed")]
    [InlineData("bounced")]
    [InlineData("complained")]
    public void WhoWantsNoMailDoesNotComeBackWithAnOldList(string state)
    {
        var ann = Confirmed();
        if (state == "erased")
            store.Erase(Ann, Start);
        else
            store.Stop(ann, Enum.Parse<SubscriberState>(state, ignoreCase: true), "no", Start);

        Assert.False(store.Add(Ann, Start, "import", mayReturn: false));
        Assert.False(store.AddUnconfirmed(Ann, Start.AddDays(1), "import"));
        Assert.Equal(0, store.Confirmed());
        Assert.Empty(store.Letters());

        Assert.True(store.Add(Ann, Start, "operator", mayReturn: true));
        Assert.Equal(1, store.Confirmed());
        Assert.True(store.Add(Ann, Start, "import", mayReturn: false));
    }

    [Fact]
    public void WhoEverAsksForItThemselvesComesBackAndIsRemembered()
    {
        Confirmed();
        store.Erase(Ann, Start);
        store.Ask(Ann, Start.AddDays(1), "form");

        store.Confirm(Assert.Single(store.Letters()).Subscriber, Start.AddDays(1));

        Assert.True(store.Add(Ann, Start.AddDays(2), "import", mayReturn: false));
        Assert.Equal(1, store.Confirmed());
        Assert.Empty(store.Letters());
    }

    [Fact]
    public void ANewsletterIsBegunOnceAndEachReaderIsOwedOneMail()
    {
        Confirmed();

        Assert.True(store.Begin(Issue("one"), ["s1"], null));
        Assert.False(store.Begin(Issue("one"), ["s2"], null));

        var mail = store.NextDue(Start)!;
        Assert.Equal(Ann.Ascii, mail.Address);
        // From the moment it is handed over it is never sent again of its own accord, whatever became of the process.
        store.Handed(mail);
        Assert.Null(store.NextDue(Start.AddDays(1)));
        Assert.Equal((0, 1), (store.ProgressOf("one").Waiting, store.ProgressOf("one").Doubtful));
        Assert.Equal(1, store.Doubtful());
        Assert.Equal(["s1"], store.Told().Stories);
    }

    /// <summary>Somebody left while their mail was on its way and its fate unknown; the operator then has such mails sent again.</summary>
    [Fact]
    public void WhoLeftGetsNothingThatStillWaits()
    {
        var ann = Confirmed();
        var bob = Confirmed("bob@reader.example");
        store.Begin(Issue("one"), [], null);
        store.Handed(store.NextDue(Start)!);

        store.Stop(ann, SubscriberState.Unsubscribed, "left", Start);
        store.Stop(bob, SubscriberState.Unsubscribed, "left", Start);
        Assert.Equal((0, 1, 1), (store.ProgressOf("one").Waiting, store.ProgressOf("one").Doubtful, store.ProgressOf("one").Dropped));
        store.ResendDoubtful();

        Assert.Null(store.NextDue(Start.AddDays(1)));
    }

    [Fact]
    public void AMailboxThatIsFullThreeTimesIsDeadAndStartsAnewWhenItsOwnerConfirms()
    {
        var ann = Confirmed();

        Assert.Equal([false, false, true], Enumerable.Range(0, 3).Select(n => store.CountBounce(ann, "full", Start.AddDays(n))));
        Assert.Equal(SubscriberState.Bounced, store.Find(ann)!.State);
        store.Confirm(ann, Start.AddDays(4));
        Assert.False(store.CountBounce(ann, "full", Start.AddDays(5)));
        Assert.Equal(SubscriberState.Confirmed, store.Find(ann)!.State);
    }

    /// <summary>Anybody can write that a stranger's mailbox is gone, or that a stranger complained. What we sent has an id that nobody can make up.</summary>
    [Theory]
    [InlineData("failed", false, false, BounceOutcome.Unknown)]
    [InlineData("failed", true, false, BounceOutcome.Bounced)]
    [InlineData("failed", false, true, BounceOutcome.Bounced)]
    [InlineData("delayed", true, true, BounceOutcome.NoReport)]
    public void AReturnedMailCountsByItsIdAndByItsAddressOnlyWhereThatIsTrusted(string action, bool hasOurId, bool trustsAddresses, BounceOutcome outcome)
    {
        var ann = Confirmed();
        var id = hasOurId ? store.Tokens.MessageId("one", ann, "gazette.example") : "one.1.0123456789abcdef0123456789abcdef@gazette.example";
        var report = $"""
            From: mailer@mx.example
            MIME-Version: 1.0
            Content-Type: multipart/report; report-type=delivery-status; boundary=b

            --b
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mx.example

            Final-Recipient: rfc822; {Ann.Ascii}
            Action: {action}
            Status: 5.1.1

            --b
            Content-Type: text/rfc822-headers

            Message-ID: <{id}>

            --b--
            """.ReplaceLineEndings("\r\n");

        Assert.Equal(outcome, new BounceReader(store, trustsAddresses).Read(new MemoryStream(System.Text.Encoding.ASCII.GetBytes(report)), Start));
        Assert.Equal(outcome == BounceOutcome.Bounced ? SubscriberState.Bounced : SubscriberState.Confirmed, store.Find(ann)!.State);
    }

    /// <summary>Spreadsheets take a cell that begins like this for a formula, and run it.</summary>
    [Theory]
    [InlineData("=HYPERLINK(\"http://evil.example\")", "\"'=HYPERLINK(\"\"http://evil.example\"\")\"")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'=1")]
    [InlineData("550 = no", "550 = no")]
    public void NoCellOfAnExportIsAFormula(string reason, string cell)
    {
        store.Stop(Confirmed(), SubscriberState.Bounced, reason, Start);

        Assert.EndsWith("," + cell + "\r\n", SubscriberFile.ToCsv(store.Subscribers()), StringComparison.Ordinal);
    }

    private long Confirmed(string address = "ann@reader.example")
    {
        var parsed = ReaderAddress.Parse(address)!;
        store.Add(parsed, Start.AddDays(-1), "operator", mayReturn: true);
        return store.Find(parsed)!.Id;
    }

    private static Newsletter Issue(string name) => new()
    {
        Name = name,
        Title = "The Gazette",
        Subject = "Ferry returns",
        Excerpt = "Ferry returns",
        At = Start,
        DateLine = "Wednesday",
        Site = new NewsletterSite("The Gazette", "https://gazette.example/", "https://gazette.example/n/", "https://gazette.example/newsletter/", "en", "ltr", null, null, null),
        Sections = [],
    };
}
