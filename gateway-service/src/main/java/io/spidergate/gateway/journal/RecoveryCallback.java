package io.spidergate.gateway.journal;

import java.util.List;
import org.apache.activemq.artemis.core.journal.LoaderCallback;
import org.apache.activemq.artemis.core.journal.PreparedTransactionInfo;
import org.apache.activemq.artemis.core.journal.RecordInfo;

/// Hands on what the journal finds when it is loaded. No transactions are ever written, so there
/// are none to be told of.
record RecoveryCallback(ArtemisRecords.Recovery recovery) implements LoaderCallback {

    @Override
    public void addRecord(RecordInfo info) {
        recovery.found(info.id, info.data);
    }

    @Override
    public void deleteRecord(long id) {
        recovery.deleted(id);
    }

    @Override
    public void updateRecord(RecordInfo info) {
        recovery.found(info.id, info.data);
    }

    @Override
    public void addPreparedTransaction(PreparedTransactionInfo transaction) {
        throw new IllegalStateException("the journal holds a transaction, which was never written");
    }

    @Override
    public void failedTransaction(
            long id, List<RecordInfo> records, List<RecordInfo> recordsToDelete) {
        throw new IllegalStateException("the journal holds a transaction, which was never written");
    }
}
