using System.Net;
using System.Text.Json;
using Tillsync.Alerting;
using Tillsync.Configuration;
using Tillsync.Testing.Faults;

namespace Tillsync.Tests.Alerting;

public sealed class ChannelTests
{
    private static readonly CancellationToken None = TestContext.Current.CancellationToken;
    private static readonly AlertMessage Message = AlertMessage.Of(
        "main",
        [new AlertEvent(AlertKind.Failure, AlertEventState.New, "The till is gone. Look for it.", DateTimeOffset.UnixEpoch)],
        TimeProvider.System
    );

    [Fact]
    public async Task Mail_IsSignedInAndGetsThere()
    {
        await using var server = new SmtpStand();

        await new MailChannel(Settings(server.Port)).SendAsync(Message, None);

        var mail = Assert.Single(server.Mails);
        Assert.Contains("Subject: Tillsync main: syncing fails", mail, StringComparison.Ordinal);
        Assert.Contains("The till is gone. Look for it.", mail, StringComparison.Ordinal);
        Assert.Contains("To: ops@example.com, boss@example.com", mail, StringComparison.Ordinal);
        Assert.Contains(server.Commands, command => command.StartsWith("AUTH PLAIN", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("connect", "554 go away")]
    [InlineData("AUTH", "535 wrong password")]
    [InlineData("RCPT", "550 no such user")]
    [InlineData("DATA", "452 full")]
    public async Task Mail_ThatIsRefused_SaysWhyWithoutThePassword(string verb, string refusal)
    {
        await using var server = new SmtpStand(asked => asked == verb ? refusal : null);

        var problem = await TryAsync(new MailChannel(Settings(server.Port)), TimeSpan.FromSeconds(20));

        Assert.NotNull(problem);
        Assert.DoesNotContain("s3cret", problem, StringComparison.Ordinal);
        Assert.Empty(server.Mails);
    }

    [Fact]
    public async Task Mail_WhoseServerHangs_IsGivenUp()
    {
        await using var server = new SmtpStand(asked => asked == "EHLO" ? "" : null);

        Assert.Contains(
            "No answer within",
            await TryAsync(new MailChannel(Settings(server.Port)), TimeSpan.FromMilliseconds(300)),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Mail_WhoseServerIsGone_IsAProblem() =>
        Assert.NotNull(await TryAsync(new MailChannel(Settings(port: 1)), TimeSpan.FromSeconds(20)));

    [Fact]
    public async Task Mail_ThatIsToBeSecured_IsNotSentInTheClear()
    {
        await using var server = new SmtpStand();

        Assert.NotNull(
            await TryAsync(new MailChannel(Settings(server.Port) with { Security = MailSecurity.StartTls }), TimeSpan.FromSeconds(20))
        );

        Assert.DoesNotContain(server.Commands, command => command.StartsWith("AUTH", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Webhook_GetsJsonWithAText()
    {
        using var handler = new ScriptedHandler().Then(200, "ok", "text/plain");
        using var http = new HttpClient(handler, disposeHandler: false);

        await new WebhookChannel(http, new Secret("https://hooks.example/T0/secret")).SendAsync(Message, None);

        using var json = JsonDocument.Parse(handler.Requests[0].Body);
        Assert.Contains("The till is gone.", json.RootElement.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Equal("failure", json.RootElement.GetProperty("events")[0].GetProperty("kind").GetString());
        Assert.StartsWith("application/json", handler.Requests[0].ContentType, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Webhook_ThatRefuses_SaysSoWithoutItsAddress()
    {
        using var handler = new ScriptedHandler().Then(404, "no_team", "text/plain");
        using var http = new HttpClient(handler, disposeHandler: false);

        var problem = await TryAsync(new WebhookChannel(http, new Secret("https://hooks.example/T0/secret")), TimeSpan.FromSeconds(20));

        Assert.Equal("It answered 404.", problem);
    }

    [Theory]
    [InlineData(PingSignal.Start, "https://hc.example/abc/main%20shop/start")]
    [InlineData(PingSignal.Success, "https://hc.example/abc/main%20shop")]
    [InlineData(PingSignal.Fail, "https://hc.example/abc/main%20shop/fail")]
    public async Task Ping_AsksForTheAddressOfItsSignal(object signal, string asked)
    {
        using var handler = new ScriptedHandler().Then(200, "OK", "text/plain");
        using var http = new HttpClient(handler, disposeHandler: false);

        await new Pinger(http, new Secret("https://hc.example/abc/{storefront}/"), "main shop").PingAsync((PingSignal)signal, None);

        Assert.Equal(asked, handler.Requests[0].Uri.AbsoluteUri);
    }

    [Fact]
    public async Task Sender_OneWayThatFails_StopsNoOther()
    {
        await using var server = new SmtpStand();
        var sender = new AlertSender(
            [new MailChannel(Settings(port: 1)), new MailChannel(Settings(server.Port))],
            TimeProvider.System,
            TimeSpan.FromSeconds(20)
        );

        var sent = await sender.SendAsync(Message, None);

        Assert.NotNull(sent[0].Problem);
        Assert.Null(sent[1].Problem);
    }

    private static Task<string?> TryAsync(IAlertChannel channel, TimeSpan limit) =>
        AlertSender.TryAsync(token => channel.SendAsync(Message, token), TimeProvider.System, limit, None);

    private static EmailSettings Settings(int port) =>
        new(
            IPAddress.Loopback.ToString(),
            port,
            MailSecurity.None,
            "tillsync",
            new Secret("s3cret"),
            "Tillsync <tillsync@example.com>",
            ["ops@example.com", "boss@example.com"]
        );
}
