using Tillsync.Simulation.Processes;
using Tillsync.Simulation.Time;
using Tillsync.Webhooks;

namespace Tillsync.Simulation.World;

/// <summary>What the shop tells of, on its way.</summary>
/// <param name="SentAt">In ticks since the start; the body is as old.</param>
internal sealed record Delivery(string Topic, byte[] Body, byte[] Signature, long SentAt);

/// <summary>Carries the shop's webhooks: some are lost, some come twice, some overtake others or come hours later, and some are not the shop's.</summary>
internal sealed class Postman : IDisposable
{
    private const string Address = "https://till-pc.example/webhooks/shop";

    private readonly SimulatedWorld _world;
    private readonly Random _random;
    private readonly HttpClient _client;
    private readonly Dictionary<Appointment, Delivery> _underWay = [];
    private bool _isSending;
    private bool _isSound;

    public Postman(SimulatedWorld world)
    {
        _world = world;
        // Not the world's numbers: what else happens in a world without webhooks is the same.
        _random = new Random(world.Plan.Seed ^ 0x3A11);
        _client = new HttpClient(new Slot(this));
        foreach (var topic in WebhookTopics.Orders.Concat(WebhookTopics.Products))
        {
            world.Floor.Call(
                "POST",
                "webhooks",
                $$"""{"topic":"{{topic}}","delivery_url":"{{Address}}","secret":"{{HintService.Secret.Text}}"}"""
            );
        }
    }

    /// <summary>The shop's queue runs some time after something has been put into it.</summary>
    public void Look()
    {
        if (!_isSending && _world.Shop.Model.QueuedWebhooks > 0)
        {
            _isSending = true;
            _world.Time.After(TimeSpan.FromMilliseconds(_random.Next(200, LongestInQueue())), Send);
        }
    }

    /// <summary>What is on its way arrives within seconds, and so does what is sent from now on.</summary>
    public void IsSound(bool isSound)
    {
        _isSound = isSound;
        if (!isSound)
        {
            return;
        }

        foreach (var (appointment, delivery) in _underWay.OrderBy(entry => entry.Value.SentAt).ToList())
        {
            appointment.CallOff();
            _underWay.Remove(appointment);
            Carry(delivery);
        }

        for (var id = 1; id <= WebhookTopics.Orders.Count + WebhookTopics.Products.Count; id++)
        {
            // After failures in a row the shop has switched it off.
            _world.Floor.Call("PUT", $"webhooks/{id}", """{"status":"active"}""");
        }
    }

    public void Dispose() => _client.Dispose();

    private void Send()
    {
        _isSending = false;
        var sent = _world.Shop.Model.DeliverWebhooksAsync(_client, "https://" + Network.ShopHost, CancellationToken.None);
        if (!sent.IsCompletedSuccessfully)
        {
            _world.Violate(Histories.Invariant.Defect, "The shop's queue went on in another thread; the history cannot be repeated.");
        }
    }

    /// <summary>In milliseconds. The queue runs when somebody visits the shop.</summary>
    private int LongestInQueue() =>
        (_isSound ? 1 : _random.Next(8)) switch
        {
            < 2 => 3000,
            < 6 => 60_000,
            _ => 300_000,
        };

    /// <returns>False: the shop gets no answer.</returns>
    private bool Take(Delivery delivery)
    {
        var copies = _isSound ? 1 : Copies();
        _world.Counts.Webhooks++;
        _world.Counts.Faults += copies == 1 ? 0 : 1;
        for (var copy = 0; copy < copies; copy++)
        {
            Carry(delivery);
        }

        return copies > 0 && _world.Service!.IsUp; // Where there is a postman, there is a service.
    }

    private int Copies() =>
        _random.Next(100) switch
        {
            < 20 => 0,
            < 32 => 2,
            < 36 => 3,
            _ => 1,
        };

    private void Carry(Delivery delivery)
    {
        Appointment? appointment = null;
        appointment = _world.Time.After(
            Travel(),
            () =>
            {
                _underWay.Remove(appointment!); // It is due after it was made.
                _world.Service!.Receive(delivery); // As above.
            }
        );
        _underWay[appointment] = delivery;
    }

    private TimeSpan Travel() =>
        (_isSound ? 0 : _random.Next(100)) switch
        {
            < 60 => TimeSpan.FromMilliseconds(_random.Next(50, 3000)),
            < 90 => TimeSpan.FromSeconds(_random.Next(3, 60)),
            < 98 => TimeSpan.FromMinutes(_random.Next(1, 30)),
            _ => TimeSpan.FromHours(_random.Next(1, 8)),
        };

    /// <summary>Where the shop's deliveries are put.</summary>
    private sealed class Slot(Postman postman) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (!request.Headers.TryGetValues("X-WC-Webhook-Topic", out var topic))
            {
                // A ping tells nothing.
                return new HttpResponseMessage(System.Net.HttpStatusCode.OK);
            }

            var body = await request.Content!.ReadAsByteArrayAsync(cancellationToken); // A delivery has one.
            var signature = Convert.FromBase64String(request.Headers.GetValues("X-WC-Webhook-Signature").Single());
            return postman.Take(new Delivery(topic.Single(), body, signature, postman._world.Time.Elapsed))
                ? new HttpResponseMessage(System.Net.HttpStatusCode.OK)
                : throw new HttpRequestException(HttpRequestError.ConnectionError, "Nobody answers.");
        }
    }
}
