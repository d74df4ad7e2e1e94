using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Rapport.Tests.Support;

/// <summary>Notes every statement that the object mapper sends to one SQLite file.</summary>
internal sealed class AskedOfDatabase : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private readonly string _path;
    private readonly ConcurrentQueue<(string Statement, bool IsOfRequest)> _asked = new();
    private readonly ConcurrentBag<IDisposable> _listening = [];

    public AskedOfDatabase(string path)
    {
        _path = path;
        _listening.Add(DiagnosticListener.AllListeners.Subscribe(this));
    }

    /// <summary>What was asked since the last time.</summary>
    public IReadOnlyList<string> Take() => [.. Taken().Select(asked => asked.Statement)];

    /// <summary>What requests asked since the last time; not what the product asks by itself, at any moment.</summary>
    public IReadOnlyList<string> TakeOfRequests() => [.. Taken().Where(asked => asked.IsOfRequest).Select(asked => asked.Statement)];

    private List<(string Statement, bool IsOfRequest)> Taken()
    {
        var taken = new List<(string Statement, bool IsOfRequest)>();
        while (_asked.TryDequeue(out var asked))
        {
            taken.Add(asked);
        }
        return taken;
    }

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == DbLoggerCategory.Name)
        {
            _listening.Add(value.Subscribe(this));
        }
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        // Tests beside this one speak to PostgreSQL, whose connection strings are of another kind.
        if (value.Value is CommandExecutedEventData { Command: { Connection: SqliteConnection connection } command }
            && new SqliteConnectionStringBuilder(connection.ConnectionString).DataSource == _path)
        {
            _asked.Enqueue((command.CommandText, Activity.Current?.OperationName == "Microsoft.AspNetCore.Hosting.HttpRequestIn"));
        }
    }

    public void OnCompleted()
    {
        // Nothing to close.
    }

    public void OnError(Exception error)
    {
        // A listener that fails is told by its own test.
    }

    public void Dispose()
    {
        foreach (var one in _listening)
        {
            one.Dispose();
        }
    }
}
